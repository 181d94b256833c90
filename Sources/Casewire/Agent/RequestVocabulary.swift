/// The words that wishes for a person are made of in one language.
///
/// A clause that has no other words, and names a person, asks for one, in whatever order they stand: who writes of a person
/// for another reason says what it is about, and that is no word of these.
struct RequestVocabulary: Sendable {
    private let people: Set<String>
    private let somebody: Set<String>
    private let seeking: Set<String>
    private let others: Set<String>
    /// What happened, and is no wish.
    private let past: [WordPattern]

    /// - Parameters:
    ///   - people: who answers customers, by words or phrases separated by commas; misspelled ones count.
    ///   - somebody: words that mean a person only beside a word of `seeking`.
    ///   - seeking: what is wanted of them, such as to talk.
    ///   - others: words that may stand beside.
    ///   - past: patterns of what happened already.
    init(people: String, somebody: String, seeking: String, others: String, past: [String] = []) {
        self.people = Self.phrases(people)
        self.somebody = Self.phrases(somebody)
        self.seeking = Self.phrases(seeking)
        self.others = Self.phrases(others)
        self.past = past.map { WordPattern($0) }
    }

    private static func phrases(_ list: String) -> Set<String> {
        Set(
            list.split(separator: ",").map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        )
    }

    private static let longestClause = 14
    private static let longestPhrase = 4
    /// So few words are a wish without a word that says so: "a real person here please".
    private static let longestCall = 5

    func isRequest(_ clause: [String]) -> Bool {
        guard clause.count <= Self.longestClause, !past.contains(where: { $0.firstMatch(in: clause) != nil })
        else { return false }
        var (names, seeks) = (false, false)
        var (strong, index) = (false, 0)
        while index < clause.count {
            guard let (length, kind) = part(of: clause, at: index) else { return false }
            switch kind {
            case .person: (names, strong) = (true, true)
            case .somebody: names = true
            case .seeking: seeks = true
            case .other: break
            }
            index += length
        }
        return names && (seeks || (strong && clause.count <= Self.longestCall))
    }

    private enum Kind { case person, somebody, seeking, other }

    private func part(of clause: [String], at index: Int) -> (length: Int, kind: Kind)? {
        for length in stride(from: min(Self.longestPhrase, clause.count - index), through: 1, by: -1) {
            let phrase = clause[index..<index + length].joined(separator: " ")
            if people.contains(phrase) { return (length, .person) }
            if somebody.contains(phrase) { return (length, .somebody) }
            if seeking.contains(phrase) { return (length, .seeking) }
            if others.contains(phrase) { return (length, .other) }
        }
        let word = clause[index]
        if people.contains(where: { Spelling.isNear($0, word) }) { return (1, .person) }
        if somebody.contains(where: { Spelling.isNear($0, word) }) { return (1, .somebody) }
        // Short verbs are too near to their past: "llame" and "llamó".
        if word.utf8.count >= 7, seeking.contains(where: { Spelling.isNear($0, word) }) {
            return (1, .seeking)
        }
        // "cn", "r": short for one of the others.
        return word.utf8.count <= 2 && word.allSatisfy { $0.isLetter && !"aeiouy".contains($0) }
            ? (1, .other) : nil
    }

    static let english = RequestVocabulary(
        people: """
            person,human,human being,humans,people,agent,agents,rep,reps,representative,representatives,operator,operators,
            advisor,adviser,manager,supervisor,boss,csr,member of staff,staff member,team member,customer service,
            customer support,customer care,customer services,live chat,support agent,support person,service rep,colleague,
            colleagues,employee,staff,support team,specialist,consultant,attendant,superior,living being,member of your team,
            member of the team,member of your staff,associate,clerk,team leader,technician,management,support rep,support staff
            """,
        somebody: "someone,somebody,anyone,anybody,some one,any one,someone else,somebody else,some body,one",
        seeking: """
            want,need,like,love,get,give,talk,talking,speak,speaking,chat,chatting,connect,connected,transfer,transferred,put,
            through,contact,reach,call,phone,ring,callback,text,message,wanna,require,prefer,rather,request,demand,find,bring,
            send,pass,escalate,have,ask,deal,write,hear,switch,forward,email,wish,looking,trying,communicate,converse,discuss,respond,
            reply,be called,get called,be contacted,be helped,direct,route,redirect,insist,interact,see,urgent
            """,
        others: """
            i,i d,id,ill,me,my call,you,your,us,we,can,could,may,might,would,will,please,pls,now,today,asap,right,away,
            immediately,a,an,the,some,any,to,with,at,on,in,from,of,for,over,by,via,up,back,out,off,and,or,just,only,really,
            actually,directly,live,real,actual,genuine,living,human,here,there,is,is it possible,possible,if,then,so,ok,okay,hi,hello,
            hey,yes,sorry,thanks,who,that,line,the phone,hold,in touch,instead,again,help,assist,answer,else,urgently,finally,
            how,do,where,number,the number,somehow,let,lets,able,available,free,be,team,company,quick,quickly,soon,first,kindly,
            honestly,seriously,simply,get to,about this,about it,around,going,gonna,nice,proper,that can,guys,got,billing,sales,returns,accounts,
            office,department,desk,omg,god,too much to ask,cant i,why cant,lady,guy,fast,tonight,tomorrow,morning,afternoon,
            minute,second,sec,anything,asking,be talking,qualified,competent
            """)

    static let spanish = RequestVocabulary(
        people: """
            persona,personas,humano,humana,humanos,ser humano,agente,agentes,asesor,asesora,operador,operadora,representante,
            ejecutivo,ejecutiva,encargado,encargada,supervisor,supervisora,gerente,gerencia,jefe,jefa,responsable,empleado,
            empleada,teleoperador,atencion al cliente,servicio al cliente,atencion a clientes,consultor,companero
            """,
        somebody: "alguien,alguno,alguna,gente",
        seeking: """
            quiero,quisiera,queria,necesito,deseo,prefiero,preferiria,exijo,pido,solicito,busco,gustaria,hablar,hable,platicar,
            conversar,chatear,comunicar,comunicarme,comunicame,comuniqueme,comunicas,comunica,comuniquen,contactar,contacte,
            contacten,contactarme,pasar,pasame,paseme,pasenme,pasas,pasa,pase,pasen,transferir,transfiere,transfieres,
            transfieran,transfierame,conectar,conectame,conecteme,ponme,pongame,ponganme,pones,llame,llamen,llamar,llamarme,
            llamada,llamara,llamaran,marcar,marque,marquen,marcarme,atienda,atiendan,atender,atendiera,atendido,atendida,
            atienden,conteste,responda,dame,deme,denme,escriba,escribir,tratar,ocupo,derivame,deriveme,contacto,comunicarse,comunicacion,hablarle,encuentro,encontrar,conseguir,urge,manden,
            mande,pon,pongan,ponga,localizar,contestar,ayudarme,atenderme,escribirme,hablarme,responderme,contestarme,ayude,ayuden,solucione
            """,
        others: """
            yo,me,mi,a,al,con,de,del,el,la,los,las,lo,un,una,unos,algun,alguna,que,por,favor,porfa,porfavor,gracias,ya,ahora,
            hoy,mismo,aqui,ahi,alli,hay,puedo,puede,pueden,podria,podrian,puedes,podrias,pueda,puedan,poder,hola,buenas,real,
            verdad,verdadera,verdadero,humana,humano,si,pero,mejor,directamente,urgente,urgentemente,su,tu,sus,equipo,soporte,
            telefono,para,y,o,en,solo,es posible,posible,seria,otra,otro,cual,quien,ser,tienen,tiene,disponible,cliente,servicio,como,donde,ayuda,
            pls,please,hago,hacer,hacen,momento,numero,linea,conmigo,cuanto,antes,inmediatamente,buenos,dias,tardes,
            esto,este,asunto,atencion,respuesta,ventas,facturacion,cobranza,tecnico,oficina,manana,tarde,lineas,minuto,rapido,
            alguna otra,buena,senorita,senor,dios
            """, past: ["me|nos contacto|llamo|atendio|paso"])

    static let french = RequestVocabulary(
        people: """
            humain,etre humain,vraie personne,une personne,conseiller,conseillere,conseillers,agent,agents,representant,operateur,
            operatrice,responsable,superviseur,manager,superieur,teleconseiller,interlocuteur,employe,collaborateur,collegue,
            service client,service clients,service clientele,conseiller client,conseiller clientele,conseiller clientel,
            conseille clientel,direction,chef,patron,gestionnaire
            """,
        somebody: "quelqu un,personne humaine,quelqu 1,on",
        seeking: """
            veux,voudrais,souhaite,souhaiterais,aimerais,desire,prefere,prefererais,exige,demande,besoin,cherche,parler,discuter,
            echanger,joindre,contacter,contacte,appeler,appelle,appelez,rappeler,rappelle,rappelez,rappele,rappelee,rappel,passer,
            passez,passe,mettre,mettez,mets,transferer,transferez,connecter,connectez,avoir,telephoner,relation,dialoguer,
            trouver,trouvez,donnez,donne,ecrire,repondre,reponde,obtenir,adresser,contactez,tchatter,conversation,appel,trouve
            """,
        others: """
            je,j,me,m,moi,nous,vous,votre,a,au,aux,avec,de,d,du,des,la,le,les,l,un,une,en,que,qu,qui,par,pour,svp,stp,s,il,te,
            plait,merci,bonjour,maintenant,vite,ici,vrai,vraie,reel,reelle,humain,humaine,physique,direct,directement,telephone,
            tel,ligne,contact,peux,peut,puis,pouvez,pourriez,pourrais,pourrait,possible,est ce que,est ce qu,est il possible,est il,etre,faire,faites,y,t,oui,juste,plutot,
            urgent,tout,suite,de la,equipe,service,et,ou,dispo,disponible,comment,faut,serait,aide,numero,urgence,rapidement,si,demain,pouvoir,bien,autre,il,vive,voix,quand,
            bonsoir,allo,ou,immediatement,urgemment,facturation,comptabilite,technique,bureau,aujourd,hui,apres midi,cet,minute,
            madame,monsieur,un peu
            """,
        past: ["ai|a|as|ont|avait|avez|avons|est eu|appele|rappele|contacte|parle|dit|demande|passe"])

    static let german = RequestVocabulary(
        people: """
            mensch,menschen,mitarbeiter,mitarbeiterin,mitarbeitern,berater,beraterin,agent,agenten,ansprechpartner,
            ansprechpartnerin,sachbearbeiter,sachbearbeiterin,vorgesetzten,vorgesetzter,kundenberater,operator,
            kundenbetreuer,chef,manager,verantwortlichen,kollegen,kollege,kollegin,person,kundenservice,kundendienst,
            kundensupport,kundenbetreuung,servicemitarbeiter,teamleiter,supervisor
            """,
        somebody: "jemand,jemandem,jemanden,wem,wen,wer,irgendwer,irgendjemand,irgendjemanden,irgendjemandem",
        seeking: """
            will,mochte,moechte,wurde,hatte,brauche,brauch,benotige,wunsche,verlange,bevorzuge,suche,sprechen,sprech,reden,red,chatten,
            schreiben,telefonieren,anrufen,zuruckrufen,ruckruf,verbinden,verbinde,verbindet,weiterleiten,leiten,leite,
            durchstellen,geben,gib,gebt,holen,hol,rufen,ruf,ruft,erreichen,erreiche,kontaktieren,kontakt,melden,meldet,
            anruft,zuruckruft,verlangen,kontaktiert,finde,finden,bekomme,bekommen,kriege,antworten,antwortet,antwort,anruf,wenden,
            vermitteln,lassen,lass,soll,sollte,unterhalten,wunscht,will nur,zuruckgerufen,angerufen,weitergeleitet,verbunden,durchgestellt,helft,kummern,ubernehmen
            """,
        others: """
            ich,mir,mich,uns,sie,ihr,ihrem,ihren,ihrer,du,bitte,jetzt,sofort,danke,hallo,hi,mit,an,zu,zum,von,am,im,ans,einem,
            einer,einen,ein,eine,dem,den,der,die,echten,echter,echtem,echte,echtes,richtigen,richtiger,richtige,realen,
            wirklichen,menschlichen,lebenden,kann,konnte,konnen,konntet,konnt,darf,durfte,mal,gern,gerne,lieber,nur,direkt,
            personlich,da,hier,gibt,gibt es,ist,ob,dringend,weiter,durch,zuruck,telefon,telefonisch,werden,wird,und,oder,doch,endlich,
            schnell,auch,noch,aus,vom,team,erreichbar,verfugbar,frei,wie,wo,moglich,ja,also,selbst,eurem,euren,euer,unter,dieser,nummer,morgen,heute,bald,ganz,einfach,wirklich,dass,
            rechnung,buchhaltung,verkauf,technik,buro,abteilung,nachmittag,vormittag,minute,herr,frau,wenn,unsere,euch,
            so,um,fur,sich,unbedingt,euch,ihnen,helfen,hilft,hilfe
            """)

    static let portuguese = RequestVocabulary(
        people: """
            pessoa,pessoas,humano,humana,humanos,ser humano,atendente,atendentes,agente,agentes,representante,operador,operadora,
            gerente,supervisor,supervisora,funcionario,funcionaria,gerencia,diretoria,consultor,consultora,responsavel,assistente humano,chefe,
            colaborador,colaboradora,atendimento humano,atendimento ao cliente,sac,apoio ao cliente,encarregado
            """,
        somebody: "alguem,gente,assistente,algum,alguma",
        seeking: """
            quero,queria,preciso,falo,falamos,precisava,gostaria,desejo,prefiro,preferia,exijo,solicito,falar,fale,conversar,contatar,
            contactar,contato,contacto,ligar,ligue,liguem,liga,ligacao,chamar,chame,chama,chamem,passar,passa,passe,passem,
            transferir,transfere,transfira,transfiram,encaminhar,encaminha,encaminhe,conectar,conecta,conecte,colocar,
            coloca,coloque,atender,atenda,atendido,atendida,atendimento,retornar,retorne,telefonar,telefone,tratar,responda,querendo,encontrar,achar,comunicar,tentando,pedir,solicitar,mande,
            manda,escrever,contatos,ajudar,ajude,responder,resolver,resolva,dar,me da,me de
            """,
        others: """
            eu,me,mim,a,ao,o,os,as,com,de,da,do,das,dos,um,uma,que,por,favor,para,para o,para a,agora,ja,hoje,aqui,ai,la,tem,ha,posso,
            pode,podem,poderia,poderiam,possa,consigo,oi,ola,obrigado,obrigada,real,reais,verdade,humano,humana,sim,mas,
            direto,diretamente,urgente,seu,sua,voces,equipe,equipa,suporte,e possivel,ou,em,no,na,so,ser,seria,possivel,disponivel,
            outro,outra,mesmo,como,onde,alo,entre,entrar,comigo,ajuda,pls,please,por telefone,num,numa,numero,linha,momento,quanto,
            antes,imediatamente,bom,dia,boa,tarde,noite,to,estou,esse,isso,assunto,financeiro,vendas,cobranca,tecnico,setor,amanha,minuto,rapido,moca,moco,senhor,senhora,deus
            """)
}
