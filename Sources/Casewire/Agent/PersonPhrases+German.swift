extension PersonPhrases {
    static let german: PersonPhrases = {
        let article =
            "einem|einer|einen|ein|eine|der|dem|die|den|das|ihrem|ihrer|ihren|ihr|euch|echten|echter|echtem|richtigen"
            + "|richtiger|richtigem|realen|realer|lebenden|lebendigen|anderen|nem|ner|nen|wirklichen|menschlichen|menschlicher"
            + "|eim|n|echte|echtes|richtige|richtiges|reale|reales|wirkliche|menschliche|lebende|lebendige|so|einzigen|kompetenten|zustandigen|aus|eurem|eurer|einfach*"
        return PersonPhrases(
            requests: [
                "mit \(article) @anyone ... @talk", "@talk ... mit \(article) @anyone",
                "@want ... \(article) @person @end", "@want ... mit \(article) @anyone $",
                "verbinden|verbinde|verbindet|verbindest sie|mich|du|ihr|uns* ... @anyone",
                "verbinden|verbinde|verbindet sie|du|mich* bitte? $",
                "leiten|leite|leitet sie? mich|das|es ... @anyone weiter?",
                "weiterleiten|weitergeleitet|durchgestellt|weiterverbunden",
                "stellen|stelle|stell sie? mich ... durch",
                "an \(article) @anyone weiterleiten|weitergeben|ubergeben|wenden",
                "zu \(article) @anyone durchstellen",
                "rufen|ruft|rufe|ruf sie|ihr? mich|uns|bitte ... an|zuruck",
                "mich|uns ... anrufen|zuruckrufen|anruft|zuruckruft",
                "@want ... ruckruf|ruckrufs", "@want einen anruf", "bitte|um ... ruckruf|anruf",
                "^ bitte? um? ruckruf @end", "^ bitte? um? ruckruf unter|auf|heute|morgen|am",
                "ruckruf erbeten|gewunscht",
                "gibt|ist es|da|hier|denn|auch|irgendwo* \(article) @anyone da|hier|erreichbar|verfugbar|mit dem|der|den? ... @presence?",
                "gibt|ist|sind es|da|hier|dort denn|auch|noch|uberhaupt* \(article) @person da|hier|dort|erreichbar|dran|online|bitte? $",
                "wer|jemand|jemanden|mensch|mitarbeiter der|die|das mir|mich|uns ... hilft|helfen|anruft|anrufen|zuruckruft|zuruckrufen|weiterhilft|weiterhelfen",
                "jemand|jemanden|wen|wer echtes|echten|reales|richtiges|richtigen|lebendes|menschliches|menschlichen",
                "@want bitte|mal|gern|gerne|endlich|jetzt|sofort|direkt|lieber* jemanden|jemand|wen|irgendwen bitte|mal|direkt* sprechen|sprechn|reden|anrufen|erreichen",
                "@want ... @person sprechen|reden|anrufen|erreichen",
                "jemand|mensch|kollege|mitarbeiter ... sich ... melden|meldet",
                "zuruckgerufen|angerufen|kontaktiert werden",
                "an wen kann|konnte|soll|muss ich|wir mich|uns wenden",
                "kann|konnte|konnen|darf mir|mich|sich|bitte* \(article) @anyone helfen|anrufen|antworten|kontaktieren|melden",
                "wie|wo erreiche|kontaktiere|bekomme|spreche|finde|kriege ich \(article) @person",
                "@person erreichen|kontaktieren|sprechen", "@person ans telefon",
                "@want jemanden|jemand zum|der|fur|am|mit? reden|sprechen|hilft|helfen|telefon?",
                "geben|gib|holen|hol sie? mir|mich \(article) @person", "mit wem kann|konnte ich ... @talk $",
                "^ @polite? @polite? \(article) @person @polite? @polite? $",
                "^ kundenservice|kundendienst|kundensupport|support|kundenbetreuung @polite? $",
                "@want ... hilfe|antwort|unterstutzung|beratung von|durch \(article) @anyone",
            ],
            hints: [
                "menschlicher|menschliche|menschlichen|personlicher|personlichen support|hilfe|kontakt|unterstutzung|ansprechpartner|service",
                "echten|echter|echtem|echte|echtes|richtigen|richtiger|richtige|realen|realer|reale|lebenden|lebende|wirklichen|wirkliche|menschlichen|menschlicher|menschliche @person",
            ],
            refusalsOfMachines: [
                "nicht|nie|keine|keinen|satt|leid|keinem|keiner ... mit|von \(article) @machine",
                "mit keinem|keiner @machine", "kein|keinen|keine lust|bock? auf|mehr? \(article) @machine",
                "gibt|ist es|da|hier|denn* niemand|niemanden|keiner|keinen ... der|mir|mich|mit|mensch|menschen|mitarbeiter",
                "habt|haben ihr|sie keinen|keine echten|echte|richtigen? @person",
                "statt|anstatt|anstelle mit|von? \(article) @machine", "nicht mit \(article) @machine",
                "mit \(article) @machine nicht|reden|sprechen|schreiben",
            ],
            negations: [
                "nicht|nie|keinesfalls|niemals|ungern", "ohne", "statt|anstatt",
                "kein|keine|keinen|keinem|keiner",
                "muss|musste|mussen|soll ich|man|wir",
            ],
            doubts: [
                "bist|sind|ist|seid|sie|du|bin",
                "kein|keine|keinen|nicht|ohne|name|namen|gestern|gesprochen|hatte|habe",
            ],
            turns: ["aber", "sondern", "bitte", "will", "mochte", "verbinden"],
            spellings:
                "gibts=gibt es,kan=kann,eim=einem,nem=einem,ner=einer,nen=einen,sprechn=sprechen,redn=reden,schreibn=schreiben,jmd=jemand,jmdn=jemanden,"
                + "jemandn=jemanden,bidde=bitte,bitt=bitte,mitarbeitr=mitarbeiter",
            vocabulary: .german, classes: Self.germanClasses
        )
    }()

    private static let germanClasses: [String: WordPattern.Class] = {
        let person =
            "mensch,menschen,mitarbeiter,mitarbeiterin,berater,beraterin,agent,agenten,ansprechpartner,ansprechpartnerin,"
            + "sachbearbeiter,sachbearbeiterin,vorgesetzten,vorgesetzter,kundenberater,servicemitarbeiter,operator,"
            + "kundenbetreuer,chef,manager,verantwortlichen,supportmitarbeiter,kollegen,kollege,kollegin,angestellten,reprasentanten,supervisor,teamleiter,filialleiter,"
            + "geschaftsfuhrer,kundenberaterin,vorgesetzte,mitarbeitende,mitarbeitenden,servicekraft,betreuer,betreuerin"
        return [
            "talk": .init(
                "sprechen,reden,chatten,telefonieren,kommunizieren,sprchen,verbunden werden,verbinden,verbunden,schreiben,"
                    + "unterhalten,verbinde,spreche,rede,in kontakt treten,weiterreden,quatschen,klaren,zu tun haben",
                toleratesMisspelling: true),
            "want": .init(
                "will,mochte,moechte,brauche,wunsche,verlange,hatte gern,hatte gerne,hatte ich gern,hatte ich gerne,benotige,"
                    + "suche,bevorzuge,wurde gern,wurde gerne,kann ich,konnte ich,kann ich bitte,wunschte,fordere,wollen,"
                    + "brauchen,darf ich"),
            "person": .init(person + ",person", toleratesMisspelling: true),
            "anyone": .init(
                person
                    + ",person,jemand,jemandem,jemanden,kundenservice,kundendienst,kundensupport,support,leuten,irgendjemand,"
                    + "irgendjemandem,kundenbetreuung,techniker,service,experten,hotline,team,fachmann",
                toleratesMisspelling: true),
            "end": .init(
                "$,bitte,jetzt,sofort,sprechen,hier,der,und,haben,am telefon,dringend,danke,die,statt,zum reden,ans telefon,"
                    + "kontaktieren,erreichen,zum sprechen,aus fleisch"),
            "presence": .init("sprechen,reden,kann,konnte,helfen"),
            "polite": .init(
                "bitte,jetzt,sofort,danke,hallo,dringend,ja,nein,nur,schnell,mit,please,pls,plz,asap,hi,moin,also,endlich,lieber,ok"
            ),
            "machine": .init(
                "bot,bots,ki bot,sprachcomputer,virtuellen assistenten,roboter,maschine,bots,robotern,maschinen,chatbot,computer,ki,automaten,automat,programm,chatbots,"
                    + "computern,anrufbeantworter"),
        ]
    }()
}
