/// The phrases that small talk is made of, in five languages.
enum SmallTalkPhrases {
    /// What a clause says, if it is made of such phrases from end to end.
    static func kinds(of clause: [String]) -> Set<SmallTalk>? {
        if identity.contains(where: { $0.firstMatch(in: clause) != nil }) { return [.identityQuestion] }
        var kinds: Set<SmallTalk> = []
        var index = 0
        while index < clause.count {
            guard let (length, kind) = longestPhrase(in: clause, at: index) else {
                let isName = index == clause.count - 1 && takesName(kinds) && mayBeName(clause[index])
                if isName { return kinds }
                return thanksOrFarewell(clause)
            }
            if let kind { kinds.insert(kind) }
            index += length
        }
        // "You" and "please" alone say nothing; with a greeting they are part of it.
        return kinds.isEmpty ? nil : kinds
    }

    /// "Thank you for all the information", "have a lovely weekend": long ways to say no more than that.
    private static func thanksOrFarewell(_ clause: [String]) -> Set<SmallTalk>? {
        guard clause.count <= 12,
            !clause.contains(where: { matters.contains($0) || $0.contains(where: \.isNumber) })
        else {
            return nil
        }
        if polite.contains(where: { $0.firstMatch(in: clause) != nil }) { return nil }
        if farewells.contains(where: { $0.firstMatch(in: clause) != nil }) { return [.goodbye] }
        return gratitude.contains { $0.firstMatch(in: clause) != nil } ? [.thanks] : nil
    }

    /// "Merci de me dire …" asks for something.
    private static let polite: [WordPattern] = [
        "merci d|de me|m|nous|bien|vouloir|le|la|les|l|repondre|rappeler|envoyer|verifier|confirmer|traiter|dire|faire|corriger|annuler"
    ].map { WordPattern($0) }

    private static func takesName(_ kinds: Set<SmallTalk>) -> Bool {
        kinds.contains(.thanks) || kinds.contains(.goodbye)
    }

    private static func mayBeName(_ word: String) -> Bool {
        word.utf8.count >= 3 && word.allSatisfy(\.isLetter) && !LanguageGuess.isFunctionWord(word)
            && !matters.contains(word)
    }

    private static let farewells: [WordPattern] = [
        "have|hv a|an ... day|evening|night|weekend|one|time", "great|good|nice|lovely day ahead|to|you",
        "take care",
        "bonne|excellente journee|soiree", "schonen|schones|guten tag|abend|wochenende|feierabend",
        "bom|otimo|tenha dia|fim|um",
        "que tenga|pase|tengas ... dia|tarde|noche|semana",
    ].map { WordPattern($0) }

    private static let gratitude: [WordPattern] = [
        "thank|thanks|thankyou|thx|thnx|appreciate|appreciated|grateful",
        "gracias|agradezco|agradecido|agradecida",
        "merci|remercie", "danke|dank|bedanke", "obrigado|obrigada|agradeco|grato|grata",
    ].map { WordPattern($0) }

    /// Words that a text about something has, even where it thanks.
    private static let matters: Set<String> = [
        "but", "not", "still", "how", "where", "when", "why", "what", "who", "which", "need", "want", "can",
        "could", "would",
        "please", "do", "does", "did", "is", "are", "was", "will", "dont", "didnt", "doesnt", "isnt", "cant",
        "wont", "havent", "never",
        "no", "order", "refund", "return", "cancel", "however", "if", "also", "another", "problem", "issue",
        "wrong", "broken", "should",
        "refunds", "shipping", "delivery", "price", "account", "bill", "card", "number", "address", "phone",
        "until", "before",
        "pero", "cuando", "donde", "como", "quiero", "necesito", "puede", "puedo", "todavia", "mais", "quand",
        "comment", "ou", "veux",
        "voudrais", "pas", "besoin", "aber", "wann", "wo", "wie", "nicht", "brauche", "mochte", "kann",
        "noch", "mas", "quando", "onde",
        "quero", "preciso", "nao", "ainda", "stop", "pedido", "commande", "bestellung",
    ]

    private static func longestPhrase(in clause: [String], at index: Int) -> (length: Int, kind: SmallTalk?)?
    {
        for length in stride(from: min(longest, clause.count - index), through: 1, by: -1) {
            let phrase = clause[index..<index + length].joined(separator: " ")
            if let kind = phrases[phrase] { return (length, kind) }
            if fillers.contains(phrase) { return (length, nil) }
            if length == 1, let kind = drawnOut(phrase) { return (1, kind) }
        }
        return nil
    }

    /// "Heyyyy", "thankssss": the word without its repeated last letter.
    private static func drawnOut(_ word: String) -> SmallTalk? {
        guard let last = word.last, word.count >= 3 else { return nil }
        var short = word
        while short.count > 2, short.last == last, short.dropLast().last == last {
            short.removeLast()
            if let kind = phrases[short] { return kind }
        }
        return nil
    }

    private static let longest = 6

    private static let phrases: [String: SmallTalk] = {
        var phrases: [String: SmallTalk] = [:]
        for (kind, list) in table {
            for phrase in list.split(separator: ",") { phrases[phrase.trimmed] = kind }
        }
        return phrases
    }()

    private static let table: [(SmallTalk, String)] = [
        (
            .greeting,
            """
            hi,hello,hey,hai,hii,hiya,happy morning,very good morning,very good evening,very good afternoon,howdy,helo,hellow,hallo,hii,yo,greetings,good morning,good afternoon,good evening,good day,morning,
            good mrng,gm,evening,afternoon,how are you,how are you doing,how r u,how are u,hows it going,how is it going,
            how are you today,whats up,what s up,sup,anyone there,is anyone there,is anybody there,anybody there,are you there,
            you there,i need help,i need your help,i need some help,can you help me,can you help,could you help me,
            can you please help me,please help me,help me,need help,i have a question,i have a problem,i have an issue,
            i have a query,i got a question,quick question,question,can i ask a question,can i ask you something,
            i need assistance,i need your assistance,hope you are well,hope you are doing well,hope youre well,
            nice to meet you,can you assist me,i want your help,i want help,i want some help,need your help,how do you do,
            hola,buenas,buenos dias,buen dia,buenas tardes,buenas noches,que tal,como esta,como estas,ola buenas,saludos,
            tengo una pregunta,tengo una duda,necesito ayuda,me puede ayudar,me puedes ayudar,me pueden ayudar,ayuda,
            una pregunta,una consulta,hay alguien,hay alguien ahi,disculpe,
            bonjour,bonsoir,salut,coucou,comment allez vous,comment ca va,ca va,j ai une question,une question,
            j ai besoin d aide,besoin d aide,pouvez vous m aider,vous pouvez m aider,aidez moi,pourriez vous m aider,
            il y a quelqu un,allo,bjr,bsr,slt,
            guten tag,guten morgen,guten abend,moin,servus,gruss gott,hallo zusammen,hallochen,hallchen,huhu,tag,morgen,abend,wie geht es ihnen,
            wie geht s,wie gehts,ich habe eine frage,ich hatte eine frage,eine frage,ich brauche hilfe,
            konnen sie mir helfen,kannst du mir helfen,konnten sie mir helfen,hilfe,ist jemand da,jemand da,gruezi,hi zusammen,
            oi,ola,bom dia,boa tarde,boa noite,tudo bem,tudo bom,como vai,e ai,tenho uma duvida,tenho uma pergunta,
            preciso de ajuda,pode me ajudar,podem me ajudar,voce pode me ajudar,uma duvida,me ajuda,opa
            """
        ),
        (
            .thanks,
            """
            thanks,thank you,thankyou,thx,thanx,tks,ty,tysm,thank u,thnx,thnks,thank,thanks a lot,thanks so much,many thanks,
            thank you so much,thank you very much,thanks a bunch,thanks a million,much appreciated,appreciate it,i appreciate it,
            i appreciate your help,appreciated,cheers,you are the best,youre the best,you rock,thats very kind,
            that was helpful,very helpful,that helps,that helped,you have been very helpful,youve been very helpful,
            thanks for your help,thank you for your help,thanks for the help,thank you for the help,thanks for the info,
            thank you for the information,thanks for the information,thanks for your time,thank you for your time,
            thank you for your assistance,thanks for your assistance,thanks for letting me know,
            thank you for letting me know,thanks for your support,thank you for your support,god bless you,god bless,
            gracias,muchas gracias,mil gracias,muchisimas gracias,gracias por su ayuda,gracias por tu ayuda,
            gracias por la ayuda,le agradezco,muy amable,te agradezco,gracias por la informacion,se lo agradezco,grax,
            merci,merci beaucoup,merci bien,mille mercis,merci pour votre aide,je vous remercie,merci a vous,
            c est gentil,merci infiniment,
            danke,danke schon,vielen dank,besten dank,dankeschon,tausend dank,herzlichen dank,danke sehr,danke ihnen,
            danke fur die hilfe,danke fur ihre hilfe,vielen dank fur die hilfe,vielen dank fur ihre hilfe,ich danke ihnen,
            obrigado,obrigada,muito obrigado,muito obrigada,obg,brigado,brigada,valeu,vlw,agradeco,agradecido,agradecida,
            obrigado pela ajuda,obrigada pela ajuda,grato,grata
            """
        ),
        (
            .acknowledgement,
            """
            ok,okay,okey,okie,k,kk,oki,okk,okok,ok ok,alright,all right,got it,gotcha,i see,i understand,understood,great,
            perfect,cool,nice,awesome,excellent,good,fine,very good,very well,sounds good,that is fine,thats fine,thats great,
            that s great,that s fine,will do,noted,no problem,no worries,np,not a problem,makes sense,right,okay then,ok then,
            makes sense now,i will,ill do that,i will do that,ill try that,let me try,sure thing,lovely,wonderful,amazing,fantastic,
            brilliant,that works,works for me,it worked,that worked,lol,haha,hahaha,ha,ah,oh,ahh,ohh,oh ok,ah ok,hmm,hm,ooh,wow,
            super,top,bien,muy bien,vale,de acuerdo,entendido,perfecto,listo,esta bien,excelente,genial,claro,ya veo,entiendo,
            bueno,dale,okis,d accord,daccord,ca marche,parfait,compris,tres bien,je comprends,entendu,bien recu,c est note,
            alles klar,in ordnung,verstanden,gut,passt,prima,perfekt,ist gut,geht klar,einverstanden,sehr gut,klar,
            ta bom,tudo certo,entendi,certo,perfeito,otimo,beleza,blz,combinado,ta,esta bem,muito bem,show,legal,jaja,jajaja,
            kkkk,rsrs,mdr
            """
        ),
        (
            .goodbye,
            """
            bye,goodbye,good bye,bye bye,byebye,see you,see ya,see you later,cya,take care,have a good day,have a great day,
            have a nice day,have a good one,have a great one,have a wonderful day,have a good evening,have a great evening,
            have a good night,have a nice evening,have a good weekend,have a great weekend,have a nice weekend,good night,
            goodnight,ttyl,later,talk to you later,thats all,thats it,that s all,that s it,that is all,that is it,that will be all,
            thatll be all,that would be all,nothing else,nothing more,nothing,no that s all,no thats all,no that is all,
            no thank you,no thanks,no thats it,no that s it,no nothing else,not at the moment,not now,not right now,im good,
            im all set,all set,im fine,all good,i am good,that was all,that s all i needed,thats all i needed,
            that s all for now,thats all for now,that is all for now,that s everything,thats everything,nope thats all,
            nope that s all,not at this time,nothing for now,nothing else for now,nothing else thanks,
            problem solved,its solved,it s solved,resolved,you too,u too,same to you,have a blessed day,
            adios,hasta luego,hasta pronto,chao,chau,nos vemos,que tenga buen dia,buen fin de semana,eso es todo,es todo,
            nada mas,no gracias,hasta manana,que tenga un buen dia,feliz dia,igualmente,
            au revoir,a bientot,bonne journee,bonne soiree,bonne nuit,adieu,c est tout,ce sera tout,non merci,a plus,
            rien d autre,bon week end,
            tschuss,tschuess,auf wiedersehen,bis bald,bis dann,ciao,schonen tag,schonen tag noch,schonen abend,gute nacht,
            das war alles,das war s,das wars,das ist alles,nein danke,nichts weiter,schones wochenende,einen schonen tag,
            einen schonen tag noch,
            tchau,ate logo,ate mais,ate breve,tenha um bom dia,bom fim de semana,so isso,e so isso,era so isso,nao obrigado,
            nao obrigada,nada mais,mais nada,isso e tudo,adeus
            """
        ),
        (
            .yes,
            """
            yes,yeah,yep,yup,yea,ya,yess,sure,of course,absolutely,definitely,correct,yes please,yes i do,yes it is,yes i am,
            that is correct,thats correct,that s correct,thats right,that s right,that is right,right on,exactly,indeed,yes sir,
            si,claro que si,por supuesto,correcto,asi es,oui,ouais,bien sur,exactement,ja,jawohl,genau,stimmt,richtig,
            sim,isso,com certeza,isso mesmo,exato
            """
        ),
        (.no, "no,nope,nah,not really,non,nein,nee,nao,no no,para nada,pas du tout,no i dont,no i do not"),
    ]

    /// Words that change nothing.
    private static let fillers: Set<String> = Set(
        """
        there,sir,mam,maam,madam,ma am,team,all,everyone,everybody,guys,friend,buddy,dear,bro,man,mate,miss,mr,so,very,much,
        again,now,for,today,then,please,and,you,well,just,a lot,too,really,i,am,im,good thanks,u,am fine,everything,
        your help,the help,anyway,my friend,to you,it,with this,with something,s,with that,your,help,a,with,here,pls,plz,
        y,muy,por todo,todo,mucho,senor,senora,amigo,amiga,a todos,por favor,et,vous,a vous,beaucoup,tout,monsieur,madame,
        a tous,bien,s il vous plait,svp,und,sehr,zusammen,bitte,liebes team,e,muito,tudo,moca,moco,pessoal,gente,por tudo,
        that is,but,fur alles,pour tout
        """
        .split(separator: ",").map(\.trimmed))

    private static let identity: [WordPattern] = {
        let machine =
            "bot|robot|chatbot|machine|ai|computer|human|person|real|automated|chatgpt|program|people|live|automatic|gpt|humans"
        let lead = "hi|hello|hey|so|wait|sorry|but|and|ok|okay|first|just|lol|um|please|tell|me|hang|on*"
        return [
            "^ \(lead) are|r|is|am you|u|this|it|i|that speaking|talking|chatting|texting|really|actually|to|with|even|just|an?"
                + " a|an|some|to|with* real|live|actual|human|automated|ai|virtual|chat|text|computer* \(machine)"
                + " bot|person|human|being|program|system|service|assistant|response|chat|model|message|messages?"
                + " or? a|an|real* \(machine)? person|human|being? here|there|please|texting|answering|typing|responding* me? $",
            "^ \(lead) youre|your|ur a|an? real|live|actual? \(machine) right|correct|arent|isnt|huh|or? you|what|human|person|not? $",
            "^ \(lead) a? bot|robot|ai|machine|human or a|an|real? human|person|bot|robot|machine $",
            "^ \(lead) who|whom|what are|is|s|r you|u|this|that|it exactly|anyway|again|please? $",
            "^ \(lead) who|whom am|do i talking|speaking|chatting|texting|dealing to|with? here|now|exactly? $",
            "^ \(lead) whos|who this|dis $", "^ \(lead) who is this|that texting|messaging|speaking me? $",
            "^ \(lead) do i talk|speak|chat to|with a|an? real|actual|live? \(machine) $",
            "^ \(lead) is there a real|live|human|actual person|human|being? behind|reading|typing this|these|messages? $",
            "^ \(lead) are you real|human|alive|chatgpt|automated $",
            "^ \(lead) you|u real|human|bot|automated $",
            "^ hola|oye|disculpe|perdon|y* eres|es|sos|usted|estoy|hablo|esto|hablando|con|un|una|acaso*"
                + " robot|bot|maquina|humano|humana|persona|ia|real|automatico|contestadora o|un|una|real|persona|humano|robot|bot|verdad|de* $",
            "^ quien eres|es|sos|habla|me|escribe usted|habla|escribe? $",
            "^ con quien hablo|estoy hablando? $",
            "^ bonjour|et|mais|dites* etes|es|est|suis|vous|tu|t|c|ce|je|que|parle|avec|a|un|une|vrai|vraie|suis*"
                + " un|une|avec|a|vrai|vraie|que* robot|bot|humain|humaine|machine|personne|ia|reel|reelle|automatique|automatise ou|un|une|vrai|vraie|humain|personne|robot|bot* $",
            "^ qui etes|es|est|a vous|tu|la|ce|l|appareil* $",
            "^ a|avec qui je? parle|ai|suis je|l|honneur? $",
            "^ hallo|und|aber|also* bist|sind|ist|rede|spreche|schreibe|chatte du|sie|das|ich|hier|gerade|mit|ein|eine|einem|einer|uberhaupt*"
                + " ein|eine|einem|einer|echter|echte|echten|richtiger|echtes* bot|roboter|mensch|menschen|maschine|ki|person|computer|echt|menschlich"
                + " oder|ein|eine|einem|einer|mensch|menschen|bot|echter|echten|roboter* $",
            "^ wer bist|sind|ist|schreibt du|sie|da|dort|das|hier* $",
            "^ mit wem spreche|schreibe|rede|chatte ich hier|gerade? $",
            "^ oi|ola|mas|e* voce|vc|tu|isso|isto|estou|falando|to|ta|falo|es|e|com|um|uma|sera|que*"
                + " um|uma|com* robo|bot|maquina|humano|humana|pessoa|ia|real|robot ou|um|uma|real|pessoa|humano|robo|de|verdade* $",
            "^ quem e|es|fala|esta voce|vc|tu|fala|falando|ai? $", "^ com quem eu? falo|estou falando? $",
        ].map { WordPattern($0) }
    }()
}

extension StringProtocol {
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
