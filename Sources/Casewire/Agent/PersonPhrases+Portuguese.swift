extension PersonPhrases {
    static let portuguese: PersonPhrases = {
        let article =
            "um|uma|o|a|os|as|algum|alguma|outro|outra|seu|sua|ser|verdadeiro|verdadeira|verdade|de|do|da|real|humano|esse|essa|este|esta|nesse|nessa|desse|dessa|teu|tua|vosso|vossa*"
        return PersonPhrases(
            requests: [
                "@talk diretamente|direto|agora|ja|logo|pessoalmente? com|c|ao|a|com? \(article) @anyone",
                "@want \(article) @person real|humana|humano|de|verdade* @end",
                "@want que \(article) @anyone me? fale|ligue|atenda|ajude|responda|retorne|me",
                "@want ... atendimento|ajuda|suporte|contato|resposta|assistencia humano|humana|pessoal",
                "@want ... atendimento|ajuda|suporte|resposta de|com|por \(article) @person",
                "@want ser atendido|atendida por \(article) @anyone",
                "@connect por? favor? para|com|pra|ao|a|pro \(article) @anyone",
                "@connect $", "@want uma|a ligacao|chamada",
                "tem|ha|existe|teria ... @anyone real|humana|humano? @there",
                "tem|ha|existe|teria|tem|algum|alguma \(article) @person real|reais|humano|humana|disponivel|ai|aqui* @polite? $",
                "@anyone entre|entrasse|entrar|entrem|entra em contato|contacto com|comigo|conosco|connosco",
                "@anyone que|pra|para me? possa|pode|poderia|consiga? me? ligar|ligue|telefonar|contactar|contatar|retornar|atender|atenda",
                "@want gente @polite? $", "falar|tratar|conversar com gente",
                "liguem|ligue|liga|telefone|telefonem|contacte|contactem|contate me @when",
                "retornem|retorne|retornar minha|a ligacao|chamada",
                "^ @polite? sac|atendimento|suporte @polite? $", "^ @talk com|c|ao|a|com? \(article) @anyone",
                "com quem eu|que|e* posso|devo|podemos|poderia|tenho|preciso que|de? falar|conversar|tratar|me",
                "@anyone com quem|que eu? possa|posso? falar|conversar",
                "me liga|ligue|ligar|liguem|telefona|telefone @when", "liga|ligue|liguem|ligar para|pra mim",
                "podem|pode|poderia|poderiam me? ligar|telefonar|retornar @when",
                "@anyone pode|poderia me? ligar|telefonar|atender me?",
                "^ @polite? @polite? \(article) @person real|humana|humano|de|verdade* @polite? @polite? $",
                "^ atendimento|suporte|ajuda humano|humana|pessoal @polite? $",
            ],
            hints: [
                "pessoa|humano|atendente|agente real|humano|humana|fisico", "pessoa de verdade", "ser humano",
                "atendimento humano", "atendente humano",
            ],
            refusalsOfMachines: [
                "nao|chega|cansei|basta|pare|parem ... falar|falando|conversar|conversando|tratar|lidar com \(article) @machine",
                "nao quero|preciso|gosto de? \(article) @machine",
                "cansado|cansada|farto|farta|cansei|chega|basta|saco ... @machine",
                "em vez|lugar|inves de \(article) @machine", "^ nao|sem \(article) @machine $",
                "nao com \(article) @machine",
                "nao tem|ha ninguem|alguem|um|uma ... atenda|atender|ajude|ajudar|falar|conversar|responda|humano|pessoa",
                "ao inves de \(article) @machine",
            ],
            negations: [
                "nao|nunca|nem quero|queria|preciso|desejo|gostaria|estou|tenho|pedi|consigo|posso|vou|quer|e|ha|precisa|gosto"
                    + " mais? de? que?",
                "sem", "em vez de", "ao inves de",
                "preciso|tenho|devo|precisa|tem que|de? falar|conversar ... para|pra",
                "e preciso|necessario",
            ],
            doubts: [
                "voce|vc|tu|es|isso|isto", "e um|uma|voce", "nao", "falei|falou|nome|recursos|juridica",
            ],
            turns: ["mas", "quero", "por", "favor", "prefiro"],
            spellings:
                "q=que,c=com,kero=quero,qro=quero,qero=quero,flar=falar,algm=alguem,algem=alguem,alguen=alguem,pfv=por favor,pfvr=por favor,"
                + "pff=por favor,pf=por favor,pra=para,pro=para o,atendete=atendente",
            vocabulary: .portuguese, classes: Self.portugueseClasses
        )
    }()

    private static let portugueseClasses: [String: WordPattern.Class] = {
        let person =
            "pessoa,humano,humana,atendente,agente,representante,operador,operadora,gerente,supervisor,supervisora,ser humano,"
            + "funcionario,funcionaria,consultor,consultora,responsavel,assistente humano,tecnico,atendentes,chefe,colaborador,colaboradora,vendedor,vendedora,encarregado,encarregada,"
            + "assistente,assistentes,diretor,especialista,pessoas,humanos"
        return [
            "talk": .init(
                "falar,conversar,contatar,falr,tratar,entrar em contato,me comunicar,comunicar,contactar,bater papo,"
                    + "entrar em contacto,dialogar",
                toleratesMisspelling: true),
            "want": .init(
                "quero,preciso,gostaria,desejo,prefiro,queria,solicito,exijo,preciso de,gostaria de,quero ter,me da,me de,"
                    + "preferia,chama,chame,gostaria de ter,precisava de,me chama,chamar"),
            "connect": .init(
                "encaminhe me,encaminha me,transfira me,passe me,passa me,coloque me,direcione me,conecte me,ponha me,ponham me,passem me,me ponha,"
                    + "me por,me transferir,me encaminhar,me colocar,pode me colocar,me colocar em contacto,ser transferido,ser transferida,ser atendido,me passa,me passe,me passem,me transfere,me transfira,me transfiram,me conecta,me conecte,transferir,transfira,"
                    + "transfere,passa,passe,me encaminha,me encaminhe,encaminhar,passar,me coloca,me coloque,conectar,"
                    + "me direciona,me direcione,pode me passar,pode me transferir"),
            "person": .init(person, toleratesMisspelling: true),
            "anyone": .init(
                person
                    + ",alguem,algum atendente,atendimento,atendimento ao cliente,suporte,sac,apoio ao cliente,vendas,equipe",
                toleratesMisspelling: true),
            "end": .init(
                "$,por favor,pfv,agora,ja,aqui,que,nao,e,para falar,pra falar,urgente,hoje,em,com,obrigado,obrigada,pf,no,real,"
                    + "humana"),
            "there": .init("disponivel,ai,aqui,com quem,que possa,pra falar,para falar,livre,que atenda"),
            "when": .init(
                "$,agora,por favor,hoje,amanha,no,para,as,quando,urgente,de volta,depois,pfv,ja,em,sobre,a respeito"
            ),
            "polite": .init(
                "por favor,pfv,pf,agora,ja,oi,ola,obrigado,obrigada,urgente,nao,sim,so,com,bom dia,please,pls,plz,ok,porfavor,favor,ajuda"
            ),
            "machine": .init(
                "bot,robo,robozinho,assistente virtual,robos,maquina,bots,robot,chatbot,ia,maquinas,computador,gravacao,robots"
            ),
        ]
    }()
}
