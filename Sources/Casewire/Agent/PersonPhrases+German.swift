extension PersonPhrases {
    static let german: PersonPhrases = {
        let article =
            "einem|einer|einen|ein|eine|der|dem|die|den|das|ihrem|ihrer|ihren|ihr|euch|echten|echter|echtem|richtigen"
            + "|richtiger|richtigem|realen|realer|lebenden|lebendigen|anderen|nem|ner|nen|wirklichen|menschlichen|menschlicher"
            + "|kompetenten|zustandigen|aus|eurem|eurer|einfach*"
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
                "^ bitte? um? ruckruf bitte?", "ruckruf erbeten|gewunscht",
                "gibt|ist es|da|hier|denn* \(article) @anyone da|hier|erreichbar|verfugbar|mit dem|der|den? ... @presence?",
                "kann|konnte|konnen|darf mir|mich|sich|bitte* \(article) @anyone helfen|anrufen|antworten|kontaktieren|melden",
                "wie erreiche|kontaktiere|bekomme|spreche ich \(article) @person",
                "@person erreichen|kontaktieren|sprechen", "@person ans telefon",
                "@want jemanden|jemand zum|der|fur|am|mit? reden|sprechen|hilft|helfen|telefon?",
                "geben|gib|holen|hol sie? mir|mich \(article) @person", "mit wem kann|konnte ich ... @talk $",
                "^ @polite? @polite? \(article) @person @polite? @polite? $",
                "^ kundenservice|kundendienst|kundensupport|support|kundenbetreuung @polite? $",
                "@want ... hilfe|antwort|unterstutzung|beratung von|durch \(article) @anyone",
            ],
            hints: [
                "echten|echter|echtem|richtigen|richtiger|realen|realer|lebenden|wirklichen|menschlichen|menschlicher @person"
            ],
            refusalsOfMachines: [
                "nicht|nie|keine|keinen|satt|leid|keinem|keiner ... mit|von \(article) @machine",
                "mit keinem|keiner @machine", "kein|keinen|keine lust|bock? auf|mehr? \(article) @machine",
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
            classes: Self.germanClasses
        )
    }()

    private static let germanClasses: [String: WordPattern.Class] = {
        let person =
            "mensch,menschen,mitarbeiter,mitarbeiterin,berater,beraterin,agent,agenten,ansprechpartner,ansprechpartnerin,"
            + "sachbearbeiter,sachbearbeiterin,vorgesetzten,vorgesetzter,kundenberater,servicemitarbeiter,operator,"
            + "kundenbetreuer,chef,manager,verantwortlichen,supportmitarbeiter,kollegen,angestellten,reprasentanten"
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
            "polite": .init("bitte,jetzt,sofort,danke,hallo,dringend,ja,nein,nur,schnell,mit"),
            "machine": .init(
                "bot,roboter,maschine,bots,robotern,maschinen,chatbot,computer,ki,automaten,automat,programm,chatbots,"
                    + "computern,anrufbeantworter"),
        ]
    }()
}
