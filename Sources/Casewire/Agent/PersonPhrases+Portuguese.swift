extension PersonPhrases {
    static let portuguese: PersonPhrases = {
        let article =
            "um|uma|o|a|os|as|algum|alguma|outro|outra|seu|sua|ser|verdadeiro|verdadeira|verdade|de|do|da|real|humano*"
        return PersonPhrases(
            requests: [
                "@talk diretamente|direto|agora|ja|logo|pessoalmente? com|c|ao|a|com? \(article) @anyone",
                "@want \(article) @person real|humana|humano|de|verdade* @end",
                "@want que \(article) @anyone me? fale|ligue|atenda|ajude|responda|retorne|me",
                "@want ... atendimento|ajuda|suporte|contato|resposta|assistencia humano|humana|pessoal",
                "@want ... atendimento|ajuda|suporte|resposta de|com|por \(article) @person",
                "@want ser atendido|atendida por \(article) @anyone",
                "@connect por? favor? para|com|pra|ao|a|pro \(article) @anyone",
                "@connect $",
                "tem|ha|existe|teria ... @anyone real|humana|humano? @there",
                "com quem posso|eu? posso|devo? falar|conversar $",
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
                "nao ... falar|falando|conversar|conversando|tratar|lidar com \(article) @machine",
                "nao quero|preciso|gosto de? \(article) @machine", "cansado|cansada|farto|farta ... @machine",
                "em vez|lugar|inves de \(article) @machine", "^ nao|sem \(article) @machine $",
                "nao com \(article) @machine",
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
            classes: Self.portugueseClasses
        )
    }()

    private static let portugueseClasses: [String: WordPattern.Class] = {
        let person =
            "pessoa,humano,humana,atendente,agente,representante,operador,operadora,gerente,supervisor,supervisora,ser humano,"
            + "funcionario,funcionaria,consultor,consultora,responsavel,assistente humano,tecnico,atendentes,chefe"
        return [
            "talk": .init(
                "falar,conversar,contatar,falr,tratar,entrar em contato,me comunicar,comunicar,contactar,bater papo,"
                    + "entrar em contacto,dialogar",
                toleratesMisspelling: true),
            "want": .init(
                "quero,preciso,gostaria,desejo,prefiro,queria,solicito,exijo,preciso de,gostaria de,quero ter,me da,me de,"
                    + "preferia,chama,chame,gostaria de ter,precisava de,me chama,chamar"),
            "connect": .init(
                "ser transferido,ser transferida,ser atendido,me passa,me passe,me passem,me transfere,me transfira,me transfiram,me conecta,me conecte,transferir,transfira,"
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
                "por favor,pfv,pf,agora,ja,oi,ola,obrigado,obrigada,urgente,nao,sim,so,com,bom dia"),
            "machine": .init(
                "bot,robo,robos,maquina,bots,robot,chatbot,ia,maquinas,computador,gravacao,robots"),
        ]
    }()
}
