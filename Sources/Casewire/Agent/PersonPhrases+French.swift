extension PersonPhrases {
    static let french: PersonPhrases = {
        let article =
            "un|une|l|le|la|les|des|du|de|d|votre|vos|autre|vrai|vraie|veritable|etre|reel|reelle|qu|humain|service|conseiller|ce|cet|cette|ces|mon|ma|nos|notre*"
        return PersonPhrases(
            requests: [
                "@talk directement|maintenant|plutot|en|vrai|vive|voix* a|avec|au|aux|ac|avc \(article) @anyone",
                "@want \(article) @person humain|humaine|reel|reelle|physique|clientele|client* @end",
                "@want que? \(article) @anyone me|m appelle|rappelle|contacte|reponde|aide",
                "@want ... aide|assistance|reponse|contact|service humain|humaine",
                "@want ... aide|assistance|reponse d|de|par|avec|venant \(article) @person",
                "@want etre|joindre|contacter|avoir appele|rappele|contacte|mis|transfere|aide? \(article) par|en? \(article) @anyone",
                "@want etre? un|une rappel|appel telephonique? @end",
                "@want joindre|contacter|avoir|voir|que|parler \(article) @person",
                "comment|ou joindre|contacter|parler|avoir puis|je|peut|on* a|avec? \(article) @person",
                "@connect ... a|avec|au|vers|aupres \(article) @anyone",
                "mettez|passez|transferez|mets|passe moi $",
                "passez|passe|trouvez|donnez moi \(article) @anyone",
                "y|ya a|t|il|elle|encore* \(article) @anyone reel|reelle|humain|humaine|de|d|vrai|vraie* @there",
                "y|ya a|t|il|elle* un|une|des|de|vrai|vraie|vrais|vraies* @person reel|reelle|humain|humaine|physique* ici|la|dispo|disponible? $",
                "est ce que|qu il y a un|une|des|de|vrai|vraie* @person reel|reelle|humain|humaine? ici|la|dispo|disponible? $",
                "^ @polite? un|une? rappel @end", "me|m faire rappeler|appeler|contacter",
                "faites|faire|fais moi|me|m rappeler|contacter|appeler|recontacter|telephoner",
                "^ @polite? contacter|joindre|appeler|avoir|voir \(article) @person @end",
                "@anyone pour|peut|pourrait|puisse|pouvait me|m|nous rappeler|appeler|contacter|recontacter|telephoner|repondre|joindre",
                "quelqu un de reel|vrai|humain|vivant",
                "me passer|donner|trouver \(article) @person", "@want quelqu un @end",
                "etre rappele|rappelee|recontacte|recontactee|contacte|contactee|appele|appelee",
                "qu on me|m rappelle|recontacte|contacte|appelle",
                "a|avec qui puis|dois|peut|pourrais|est je|on|ce que? je|peux|puisse* parler|discuter|m adresser?",
                "@anyone a|avec qui parler|discuter|je puisse",
                "@anyone a qui je peux|puisse|pourrais parler",
                "appelez|rappelez|telephonez|appelle|rappelle moi", "me|m appeler|rappeler $",
                "me|m rappeler",
                "pouvez|peut|pourriez|pourrait|peux vous|on|tu? \(article) @anyone? m|me appeler|rappeler|telephoner",
                "rappel|rappele telephonique|s $",
                "^ @polite? @polite? \(article) @person humain|humaine|reel|reelle|clientele* @polite? @polite? $",
                "^ @polite? quelqu un @polite? $",
                "^ service client|clients|clientele @polite? $",
                "que|qu \(article) @anyone me|m rappelle|contacte|appelle",
            ],
            hints: [
                "vraie|veritable personne", "vrai humain|conseiller|agent",
                "personne humaine|reelle|physique", "etre humain",
                "conseiller|agent|assistance|interlocuteur humain|humaine",
            ],
            refusalsOfMachines: [
                "pas|plus|marre|assez|arreter|ne|refuse ... parler|discuter|echanger|traiter a|avec \(article) @machine",
                "veux|voudrais|souhaite pas|plus parler? a|avec? \(article) @machine",
                "marre|assez de|des|d|du \(article) @machine",
                "au lieu de|d|du \(article) @machine", "plutot qu|que? parler? a|avec? \(article) @machine",
                "n avez|y vous|a? pas|plus d|de|un|une|vrai|vraie* humain|conseiller|conseillere|agent|interlocuteur",
                "n y a personne pour|qui ... repondre|rappeler|m|me|puisse|peut",
                "^ pas|plus de|d? \(article) @machine @polite? $", "pas a|avec|de|d \(article) @machine",
            ],
            negations: [
                "veux|souhaite|voudrais|desire|ai|est|suis|faut|dois|peux|cherche|demande|aimerais pas|plus|rien|jamais"
                    + " besoin|envie|la|peine? de|d|a?",
                "ai|a|as|avons|avez|avais|avait deja? parle|discute|eu", "sans", "au lieu de|d", "plutot que",
                "pas besoin|envie|necessaire", "n y a", "je parle",
                "ne|n veux|souhaite|desire|voudrais|peux parler|discuter|joindre|voir",
                "y a|avait personne|pas|plus",
                "est ce|ce? que je dois|doit|devrai", "faut il", "dois je", "inutile de", "oblige|obligee de",
                "evite|eviter|evitez",
            ],
            doubts: [
                "etes|es|est ce|vous|tu|suis|c|ca|un|une", "t es", "c est", "pas|ressources|nom",
                "ai|a|as|ont|avait|avez|avons|est|etait eu|appele|rappele|contacte|parle|dit|repondu|demande|telephone|transfere|passe",
            ],
            turns: ["mais", "veux", "voudrais", "svp", "merci", "passez", "mettez"],
            spellings:
                "qqn=quelqu un,qqun=quelqu un,qq1=quelqu un,qlq1=quelqu un,kelkun=quelqu un,quelquun=quelqu un,qquun=quelqu un,jveux=je veux,"
                + "jvoudrais=je voudrais,jvx=je veux,jaimerais=j aimerais,jai=j ai,yaurait=y a,ac=avec,avc=avec,voudrai=voudrais,veu=veux,"
                + "consellier=conseiller,humin=humain,persone=personne,tel=telephone",
            vocabulary: .french, classes: Self.frenchClasses
        )
    }()

    private static let frenchClasses: [String: WordPattern.Class] = {
        let person =
            "humain,personne,conseiller,conseillere,agent,representant,representante,operateur,operatrice,responsable,etre humain,"
            + "superieur,manager,teleoperateur,teleconseiller,interlocuteur,employe,gestionnaire,collaborateur,directeur,"
            + "conseillers,conseiller client,chef,cheffe,collegue,collegues,collaboratrice,superviseur,superviseuse,patron,vendeur,vendeuse,technicien,"
            + "hotesse,charge de clientele"
        return [
            "talk": .init(
                "parler,discuter,echanger,communiquer,parlr,entrer en contact,entrer en relation,etre mis en relation,"
                    + "etre mis en contact,m entretenir,tchatter,chatter,dialoguer,avoir affaire,etre en relation,causer,"
                    + "telephoner,etre en contact,me mettre en relation,me mettre en contact,prendre contact",
                toleratesMisspelling: true),
            "want": .init(
                "veux,voudrais,souhaite,aimerais,desire,prefere,exige,demande,besoin,besoin d,besoin de,donnez moi,donne moi,"
                    + "cherche,faut,faudrait,puis je,peux,pourrais je,pourrais,je peux,trouvez moi,prefererais,souhaiterais,peut on"
            ),
            "connect": .init(
                "passez moi,passe moi,mettez moi,mets moi,transferez moi,transfere moi,transferez,me transferer,me passer,"
                    + "me mettre,connectez moi,redirigez moi,me connecter,me rediriger,orientez moi,dirigez moi,faire passer,"
                    + "transferer,me diriger,etre transfere,etre redirige"),
            "person": .init(person, toleratesMisspelling: true),
            "anyone": .init(
                person
                    + ",quelqu un,quelquun,qqun,qq1,service client,service clients,service clientele,support,"
                    + "support technique,technicien,service technique,quelqu 1,service commercial,votre equipe,equipe",
                toleratesMisspelling: true),
            "end": .init(
                "$,svp,s il,stp,merci,maintenant,ici,qui,pas,et,pour parler,pour m,pour me,au telephone,vite,urgent,en,"
                    + "tout de suite,au lieu,rapidement,a qui,plutot,d urgence"),
            "polite": .init(
                "svp,s il vous plait,s il te plait,stp,merci,maintenant,bonjour,vite,urgent,oui,non,juste,allo,a,tout de suite,please,pls,plz,stop,ok,besoin,direct,la,urgemment"
            ),
            "there": .init("ici,disponible,la,a qui,avec qui,qui peut,pour m,pour me,au bout,de libre"),
            "machine": .init(
                "bot,robot,assistant virtuel,machine,bots,robots,chatbot,ordinateur,ia,machines,repondeur,automate,logiciel"
            ),
        ]
    }()
}
