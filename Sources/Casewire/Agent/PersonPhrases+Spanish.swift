extension PersonPhrases {
    static let spanish: PersonPhrases = {
        let article =
            "un|una|el|la|los|las|algun|alguna|otro|otra|unos|su|tu|sus|mi|ser|verdadero|verdadera|verdad|de|del"
            + "|servicio|real|algo|este|esta|ese|esa|esos|estos|buen*"
        return PersonPhrases(
            requests: [
                "@talk directamente|ya|ahora|personalmente|mejor|mas? con|a|al|kon \(article) @anyone",
                "con|alguna? \(article) @anyone quiero|necesito|deseo|prefiero|quisiera hablar",
                "@want que|a me? \(article) @person real|humana|humano? @end",
                "@want \(article) @person real|humana|humano? @end",
                "@want que? me? \(article) atienda|llame|contacte|ayude|responda|hable|llamen|atiendan|comuniquen|contacten"
                    + " \(article) @anyone?",
                "@want ... ayuda|atencion|asistencia|respuesta|contacto humana|humano",
                "@want ... ayuda|atencion|asistencia|respuesta de|con|por \(article) @person",
                "@connect por? favor? con|a|al \(article) @anyone",
                "@connect $", "@connect por favor", "@want una|la llamada @end",
                "hay|tienen|esta|habra ... @anyone real|humana|humano? @there",
                "hay|tienen|tendran|habra|estan \(article) @person real|reales|humano|humanos|disponible|disponibles* @polite? $",
                "devolverme|regresarme|devuelvanme|regresenme|devuelvame|regreseme|devolver|regresar la|una|mi llamada",
                "alguien|persona|humano|agente me puede|pueda|podria llamar|contactar|marcar|atender|escribir",
                "alguien se comunique|contacte|ponga|comunicara|pusiera en? contacto? conmigo|con",
                "^ @talk con|a|al? \(article) @anyone",
                "hableme|hableme|llameme|contacteme|contactenme|escribame \(article) @anyone",
                "con quien puedo|podria|debo|podemos|tengo que? hablar|comunicarme|contactar|tratar|me",
                "@anyone con quien|quienes @talkto",
                "@anyone con quien pueda|puedo|poder? hablar|platicar|conversar",
                "puede|pueden|podria|podrian|puedes|podrias|me llamarme|contactarme|marcarme|llamar|telefonear $",
                "me puede|pueden|podria|podrian|puedes|podrias llamar|marcar|telefonear|contactar",
                "puede|pueden|podria|podrian|puedes|podrias llamarme|marcarme|telefonearme",
                "alguien|persona|agente|asesor|representante me llame|llamen|contacte|contacten|atienda|atiendan|hable",
                "@want que me llamen|llamaran|contacten|contactaran|atiendan|atendieran|llamara|marquen",
                "ser|sea atendido|atendida por \(article) @person",
                "llamenme|llameme|llamame|marqueme|marquenme",
                "que me llame|llamen|atienda|contacte|contacten|ayude ... @anyone",
                "me atienda|ayude|conteste|responda|llame|hable \(article) @anyone",
                "^ @polite? @polite? \(article) @person real|humana|humano|de|verdad* @polite? @polite? $",
                "^ atencion|soporte|ayuda|asistencia humana|personal|humano @polite? $",
                "^ servicio|atencion a? al cliente @polite? $",
                "@bring \(article) @person @end",
                "tratar|trato directo? con \(article) @person",
            ],
            hints: [
                "persona|humano|agente|asesor|operador|representante real|humano|humana|verdadera|fisica",
                "persona|humano|alguien|agente|asesor|gente de verdad|carne", "alguien real|humano",
                "ser humano", "atencion humana",
            ],
            refusalsOfMachines: [
                "no|ni|nunca|basta|deja|dejen ... hablar|hablando|hablo|tratar|chatear|escribir|conversar con \(article) @machine",
                "no me? quiero|necesito|deseo|aguanto|soporto|gusta|gustan|sirve|mas|quiera mas? \(article) @machine",
                "basta|deje|dejen de \(article) @machine", "harto|harta|cansado|cansada ... @machine",
                "en vez|lugar de \(article) @machine", "^ no \(article) @machine $",
                "no con \(article) @machine",
                "no hay|tienen|habra nadie|alguien|ninguna|ningun|un|una persona|humano|asesor|agente|real* ... atienda|conteste|responda|ayude|llame|hablar",
                "no hay|tienen un|una|ningun|ninguna|algun|alguna @person",
            ],
            negations: [
                "no|nunca|tampoco me? lo? quiero|quisiera|necesito|deseo|hace|pretendo|tengo|pido|pedi|busco|puedo|pude|hablo"
                    + "|hay|quiere|falta|es|hablare|quieres|pienso",
                "sin", "en vez de", "en lugar de", "hace falta", "tengo|tiene que? $",
                "debo|tengo|necesito que? ... para",
                "es necesario", "hay que",
            ],
            doubts: [
                "eres|es|sos|usted|seas|soy", "no", "hable|hablo|nombre|recursos",
            ],
            turns: ["pero", "mejor", "sino", "quiero", "por", "favor"],
            spellings:
                "q=que,k=que,ke=que,kon=con,x=por,d=de,xfa=porfa,xfavor=porfa,porfas=porfa,kiero=quiero,qiero=quiero,ablar=hablar,"
                + "hablr=hablar,alguen=alguien,alguin=alguien,algn=alguien,aqi=aqui,aki=aqui",
            vocabulary: .spanish, classes: Self.spanishClasses
        )
    }()

    private static let spanishClasses: [String: WordPattern.Class] = [
        "talk": .init(
            "hablar,ablar,comunicarme,comunicarnos,contactar,contactarme,platicar,charlar,conversar,chatear,comunicar,"
                + "hablarle,me comunique,me comuniquen,me comunicas,comunicacion,hablar por telefono,ponerme en contacto,hablemos,"
                + "me ponga,me pongan,me pongas,me pasen,me pase,me pases",
            toleratesMisspelling: true),
        "talkto": .init("hablar,platicar,conversar,comunicarme,pueda hablar,puedo hablar"),
        "want": .init(
            "quiero,necesito,deseo,prefiero,busco,solicito,quisiera,kiero,exijo,requiero,me gustaria,pido,demando,"
                + "quiero ver,dame,deme,denme,preferiria,ocupo",
            toleratesMisspelling: false),
        "bring": .init("dame,deme,denme,consigame,consigueme,mandame,mandeme,enviame,envieme"),
        "connect": .init(
            "paseme,pasame,pasenme,comuniqueme,comuniquenme,comunicame,transfierame,transfiereme,transfieranme,conecteme,"
                + "conectame,conectenme,derivame,deriveme,pongame,ponme,ponganme,transferirme,pasarme,conectarme,comunicarme,"
                + "me transfiera,me transfieran,me conecte,me conecten,me puede pasar,me puedes pasar,me pueden pasar,"
                + "me puede transferir,me pueden transferir,me puede comunicar,me pueden comunicar,redirigeme,dirijame,"
                + "me puedes comunicar,me puedes transferir,pasar,transferir",
            toleratesMisspelling: false),
        "person": .init(
            "persona,humano,humana,agente,representante,asesor,asesora,operador,operadora,encargado,encargada,gerente,"
                + "supervisor,supervisora,ejecutivo,ejecutiva,empleado,ser humano,responsable,jefe,jefa,teleoperador,agentes,personas,trabajador,trabajadora,companero,companera,colaborador,"
                + "consultor,consultora,dependiente,vendedor,vendedora,director,directora",
            toleratesMisspelling: true),
        "anyone": .init(
            "persona,humano,humana,agente,representante,asesor,asesora,operador,operadora,encargado,encargada,gerente,"
                + "supervisor,supervisora,ejecutivo,ejecutiva,empleado,empleada,ser humano,responsable,jefe,jefa,alguien,alguno,gente,trabajador,trabajadora,companero,companera,colaborador,consultor,consultora,equipo,"
                + "atencion al cliente,servicio al cliente,soporte,teleoperador,alquien,algien,personal,atencion a clientes,"
                + "servicio tecnico,soporte tecnico,especialista,tecnico,ventas,facturacion",
            toleratesMisspelling: true),
        "end": .init(
            "$,por favor,porfavor,porfa,ya,ahora,aqui,que,no,y,para hablar,para que,gracias,urgente,hoy,en,con,en vez,de verdad,"
                + "real,humana"),
        "polite": .init(
            "por favor,porfavor,porfa,gracias,ya,ahora,hola,urgente,no,si,solo,xfa,xfavor,con,buenas,buenos dias,please,pls,plz,ayuda,ok,vale,necesito,porfis,ahorita,ya mismo"
        ),
        "there": .init(
            "disponible,ahi,aqui,con quien,que me,que pueda,alli,para hablar,que atienda,libre,por ahi,por aqui,por alla,en linea"
        ),
        "machine": .init(
            "bot,robot,robotito,asistente virtual,maquinita,maquina,bots,robots,chatbot,contestadora,computadora,ia,maquinas,ordenador,grabacion"
        ),
    ]
}
