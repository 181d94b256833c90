/// The words that show a feeling.
enum MoodPhrases {
    static let negations: Set<String> = [
        "not", "no", "never", "dont", "doesnt", "didnt", "isnt", "wasnt", "arent", "cant", "wont", "without",
        "nothing", "hardly",
        "nunca", "sin", "nada", "pas", "jamais", "sans", "rien", "nicht", "kein", "keine", "nie", "ohne",
        "nao", "nem", "sem",
    ]

    static func value(ofStem word: String) -> Double? {
        stems.first { word.hasPrefix($0.0) }?.1
    }

    static let values: [String: Double] = {
        var values: [String: Double] = [:]
        for (value, list) in lists {
            for word in list.split(whereSeparator: \.isWhitespace) { values[String(word)] = value }
        }
        return values
    }()

    private static let lists: [(Double, String)] = [
        (
            1,
            """
            great good perfect love loved excellent awesome amazing happy glad wonderful nice helpful brilliant
            fantastic best pleased appreciate appreciated cool lovely resolved satisfied
            excelente perfecto genial bueno buena feliz contento contenta encanta maravilloso amable
            super parfait excellent content contente genial formidable ravi ravie bravo
            super toll perfekt prima klasse zufrieden freundlich wunderbar begeistert hervorragend
            otimo otima perfeito excelente maravilhoso bom boa feliz adorei
            """
        ),
        (0.6, "thanks thank thx gracias merci danke obrigado obrigada"),
        (
            -1,
            """
            terrible horrible awful worst useless ridiculous unacceptable disgusting pathetic angry furious annoyed annoying upset
            frustrated frustrating disappointed disappointing hate bad poor rude scam fraud lied liar lies lying joke incompetent
            outrageous disgrace shameful mad unhappy stupid crap rubbish garbage sucks wtf nightmare pissed insane
            dissatisfied appalled appalling worse worried complaint
            horrible pesimo pesima malo mala enojado enojada molesto molesta furioso furiosa ridiculo inaceptable estafa
            decepcionado decepcionada vergonzoso verguenza inutil basura peor mentira mentirosos harto harta queja
            horrible nul nulle mauvais mauvaise inadmissible inacceptable scandaleux honteux furieux furieuse decu decue arnaque
            lamentable ridicule incompetent incompetents honte enerve enervee catastrophique pire
            schlecht schrecklich furchtbar unverschamt frechheit inakzeptabel lacherlich enttauscht wutend sauer betrug
            unmoglich katastrophe nutzlos skandal mies mist unzufrieden peinlich beschwerde beschweren
            pessimo pessima horrivel ruim ridiculo inaceitavel absurdo vergonha decepcionado decepcionada furioso furiosa
            raiva irritado irritada golpe inutil lixo pior mentira palhacada
            """
        ),
        (
            -1.5,
            """
            fuck fucking fucked fuckin shit bullshit shitty asshole bitch bastard damn goddamn idiot idiots moron morons dumbass
            mierda puta joder carajo pendejo idiota idiotas cabron cono gilipollas merde putain connard connards con salope
            scheisse scheiss arschloch verdammt verdammte idioten depp wichser merda porra caralho foda otario
            """
        ),
    ]

    private static let stems: [(String, Double)] = [
        ("disappoint", -1), ("frustrat", -1), ("unaccept", -1), ("ridicul", -1), ("inacept", -1),
        ("unverscham", -1),
        ("decepcion", -1), ("indign", -1), ("outrag", -1), ("disgust", -1),
    ]

    /// Anger at whoever answers; enough alone.
    static let anger: [WordPattern] =
        ([
            "fuck|fucking|fucked|fuckin|bullshit|asshole|dumbass|wtf|stfu",
            "this|thats|is|such|what|total|complete a? bs|shit|crap|shitshow",
            "you|u|youre|your|this|bot|thing|ai|guys ... useless|worthless|stupid|idiot|idiots|pathetic|incompetent|moron|morons|dumb"
                + "|clueless|liars|garbage|suck|sucks|joke",
            "useless|stupid|dumb|worthless|idiotic|crappy|shitty|damn bot|robot|thing|chatbot|service|company|machine|ai|app|people",
            "im|i|am|getting|so|very|really|extremely|beyond|feeling fed|sick|tired up|of", "sick and tired",
            "fed up",
            "im|i|am|getting|so|very|really|extremely|beyond|quite|pretty|increasingly"
                + " frustrated|angry|furious|pissed|annoyed|livid|outraged|irritated|mad",
            "this|it|thats|is so|very|really|extremely|beyond|getting|just|absolutely|completely|totally|simply|a"
                + " frustrating|infuriating|ridiculous|unacceptable|outrageous|annoying|pathetic|absurd|joke|disgrace|disgraceful",
            "this|it|thats s? is? ridiculous|unacceptable|outrageous|pathetic|absurd|infuriating|insane|disgraceful|bullshit",
            "worst|terrible|horrible|awful|pathetic|lousy|shitty|crappy ... service|company|experience|support|customer",
            "service|support|company is|are|was a? so|really|very|just? terrible|horrible|awful|pathetic|useless|disgraceful|worst|trash"
                + "|garbage|shit|crap|joke",
            "waste|wasting|wasted of? my|your|our? time", "had|have|ive had enough", "enough is enough",
            "lost|losing|lose my? patience",
            "how many times do|must|have|should|will i", "are you kidding|joking|serious|stupid|deaf|dumb",
            "you must be kidding|joking",
            "kidding me", "what is wrong with you", "shut up", "go to hell", "screw you|this", "piss off",
            "you|u suck",
            "stop repeating|wasting|saying|asking",
            "same answer|thing|question|response|message again|over|every",
            "you|u already? keep|kept asking|saying|repeating|sending|telling|giving",
            "not listening|reading|understanding to? me|my?",
            "you|u dont|didnt|do|cant not? even? understand|listen|read|get me|it|anything",
            "estoy muy|tan|bien|super|realmente|ya? harto|harta|furioso|furiosa|enojado|enojada|molesto|molesta|cansado|cansada|indignado|indignada",
            "son|eres|es un|una|unos|unas? inutil|inutiles|idiotas|ladrones|estafadores|incompetentes|verguenza|burla|mierda|estafa|robo",
            "pesimo|pesima|horrible|peor servicio|atencion|empresa|compania|experiencia",
            "servicio|atencion pesimo|pesima|horrible|terrible",
            "esto es? ridiculo|inaceptable|inadmisible|absurdo|increible|indignante",
            "no puede|es ser? posible",
            "vete a la mierda",
            "perdida de tiempo", "cuantas veces", "ya basta", "que verguenza|mierda",
            "no sirve|sirven para|de nada",
            "je suis tres|vraiment|tellement|extremement|plus|en? furieux|furieuse|enerve|enervee|colere|decu|decue|exaspere|exasperee",
            "marre", "ras le bol", "vous etes|vraiment ... nuls|incompetents|inutiles|idiots|voleurs|escrocs",
            "putain|merde|connard|connards",
            "c est|ce|quel|service inadmissible|inacceptable|scandaleux|honteux|lamentable|ridicule|scandale",
            "c est|ce nul|nulle $",
            "c est vraiment|tout|absolument|completement a? inadmissible|inacceptable|scandaleux|honteux|nul|lamentable|ridicule",
            "service nul|lamentable|horrible|deplorable|pourri", "perte de temps", "foutez|foutre|moquez",
            "combien de fois", "ca suffit",
            "ich bin sehr|echt|wirklich|so|richtig|total|mittlerweile|extrem? wutend|sauer|genervt|stinksauer|verargert",
            "schnauze voll",
            "habe|hab es? satt", "reicht mir? jetzt|langsam", "mir reicht s|es",
            "ihr|sie|du seid|sind|bist ... unfahig|inkompetent|idioten|nutzlos|betruger|dumm",
            "unverschamt|unverschamtheit|frechheit|saftladen|scheissladen|scheisse|scheiss",
            "das ist ja|doch|echt|wirklich|ein|eine? lacherlich|inakzeptabel|witz|unmoglich",
            "schlechter|schlechtester|schlechteste|schrecklicher|mieser|katastrophaler service|kundenservice|support",
            "zeitverschwendung",
            "wie oft ... noch|soll|muss",
            "estou muito|tao|super|realmente|ficando|bem? irritado|irritada|furioso|furiosa|cansado|cansada|indignado|indignada|revoltado|puto|puta",
            "voces|vcs|voce|vc ... inuteis|inutil|incompetentes|ladroes|idiotas|palhacos|burro|burros",
            "isso|isto e|ta um|uma? absurdo|ridiculo|inaceitavel|palhacada|vergonha",
            "pessimo|pessima|horrivel|pior servico|atendimento|empresa|experiencia",
            "atendimento|servico pessimo|horrivel|lixo|ridiculo",
            "perda de tempo", "quantas vezes", "ja chega", "que absurdo|vergonha|palhacada|merda|porra",
            "cansei",
            "nao aguento mais",
        ] + timesOver + verdicts + outOfPatience).map { WordPattern($0) }

    /// Saying for how many times one asks.
    private static let timesOver = [
        "third|3rd|fourth|4th|fifth|5th|sixth|tenth|hundredth|umpteenth|nth time i|im|ive|we|weve|that ... ask|asking|asked|write|writing|wrote"
            + "|text|texting|texted|contact|contacting|contacted|call|calling|called|tell|telling|told|explain|explaining|say|saying|message|messaging",
        "tercera|cuarta|quinta|decima|enesima vez que ... escribo|pregunto|digo|llamo|pido|explico|contacto|reclamo|mando",
        "troisieme|3eme|3e|quatrieme|4eme|cinquieme|enieme|centieme fois que|qu ... ecris|demande|appelle|dis|contacte|explique|relance|redemande",
        "zum dritten|vierten|funften|zehnten|hundertsten|x|xten|tausendsten mal",
        "terceira|quarta|quinta|decima|milesima|enesima vez que ... pergunto|escrevo|falo|peco|ligo|explico|mando|digo|reclamo",
        "never|not ... buy|buying|order|ordering|shop|shopping|coming|purchase|purchasing|dealing from|with|at|here|back|there? you|here|this|them|us? again",
        "nunca|jamas mas|volvere|vuelvo ... compro|comprare|comprar|pido|pedire|pedir|vuelvo|volvere|les|aqui",
        "no vuelvo|volvere a comprar|pedir|comprarles",
        "jamais|plus plus|jamais? ... commande|commanderai|acheterai|acheter|reviendrai|chez vous|ici",
        "plus jamais",
        "nie|niemals wieder|mehr ... bestelle|kaufe|bestellen|kaufen|euch|ihnen|hier|kunde", "nie wieder",
        "nunca mais ... compro|volto|peco|uso|comprar|comprarei|aqui",
    ]

    /// Saying that patience has an end.
    private static let outOfPatience = [
        "how is|can this|that|it so? ... hard|difficult|complicated|possible",
        "asked|told|said|explained|written ... times already|now|before",
        "what a joke|disgrace|mess|shambles|circus|farce",
        "you|u ... lost|messed|screwed|ruined it|up|this|everything ... again",
        "you|yall|guys|company are|is a ... nightmare|disaster|joke|disgrace|shambles",
        "end of my rope|tether|patience", "no patience",
        "had it|enough with|of you|this|your", "wits end", "beyond a joke", "over it",
        "driving me crazy|mad|insane|nuts",
        "me tienen|tiene|tenes harto|harta|cansado|cansada|aburrido|podrido|loco|loca",
        "falta de respeto|seriedad|profesionalidad|profesionalismo|educacion",
        "una|es|que burla|porqueria|mierda|tomadura", "se acabo|acabando la|mi paciencia",
        "perdiendo|perdi|perdido la|mi paciencia", "colmo",
        "n importe quoi", "en ai|a|avons assez|marre",
        "service client? deplorable|minable|pitoyable|catastrophique|honteux|inexistant|lamentable|pourri",
        "prenez|prends me|moi ... pour", "me prenez|prends pour",
        "manque de respect|serieux|professionnalisme", "perds|perdu patience|mon sang",
        "a bout de? patience|nerfs|bout", "bout de nerfs|patience", "foutage de gueule",
        "ein|schlechter|wohl|ja|doch* witz $", "keine geduld|nerven|lust mehr",
        "geduld|nerven am|zu ende|reisst|verloren", "das geht gar|uberhaupt nicht",
        "nervt mich|langsam|nur|total|so|echt|gewaltig", "reicht s|es mir|langsam|jetzt", "mir reicht",
        "was soll das|der|dieser", "zum kotzen",
        "saco cheio", "falta de respeito|consideracao|seriedade|vergonha|profissionalismo",
        "uma piada|palhacada|vergonha", "perdi|perdendo a|minha? paciencia",
        "to|tou|ta|fico muito|tao|super|bem|ficando irritado|irritada|furioso|furiosa|cansado|cansada|revoltado|puto|puta|chateado|chateada",
        "farto|farta|cansado|cansada de|disso|desta|dessa",
    ]

    /// Words for whoever answers.
    static let addressed: Set<String> = Set(
        """
        you your youre u ur yours guys company bot staff ustedes ud vds usted empresa servicio atencion compania vous votre vos
        entreprise boite ihr euch euer eure ihre service laden firma support voces vcs voce vc empresa servico atendimento
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    /// Words that begin a question about something.
    static let questions: Set<String> = [
        "do", "does", "can", "could", "is", "are", "have", "which", "where", "when", "how", "hay", "tienen",
        "tiene", "cual", "donde",
        "cuando", "como", "avez", "est", "quel", "quelle", "ou", "comment", "haben", "gibt", "wo", "wann",
        "wie", "welche", "tem", "qual",
        "onde", "quando",
    ]

    /// A judgement that is all that is said.
    private static let verdicts = [
        "^ this|its|it|s|is|thats|that|just|simply|totally|so|absolutely|completely|really|utterly|how|what|a* unacceptable|ridiculous|outrageous"
            + "|pathetic|disgraceful|shameful|appalling|disgusting|disgrace|shambles $",
        "absolutely|utterly|totally|completely|so|really|truly|beyond disgusted|appalled|fuming|livid|disappointed",
        "disgusted|appalled with|by|at",
        "doesnt|didnt|not|isnt|dont|wont help|helping|helpful|useful at all",
        "you|u|ur|your|this|bot ... no help",
        "^ es|esto|eso|que|muy|totalmente|es|simplemente|una|un* inaceptable|inadmisible|ridiculo|absurdo|vergonzoso|indignante|verguenza|asco|desastre|burla $",
        "tomando|tomar|toman el pelo",
        "que|un|una asco|verguenza|porqueria|desastre de|tan? empresa|servicio|atencion|tienda|gente|todo",
        "no sirve|sirven|sirves|ayuda|ayudas|ayudan para|en|de? nada",
        "son|eres|es ... incapaces|inutiles|sinverguenzas|ladrones",
        "^ c|est|ce|vraiment|tout|simplement|une|un|quelle|absolument|franchement* inadmissible|inacceptable|scandaleux|honteux|lamentable|honte|scandale|abuse $",
        "sert|servez absolument|strictement|vraiment? a rien",
        "aide|aidez absolument|strictement|vraiment? en? rien", "aide|aidez pas du tout",
        "bande d|de", "quelle honte|incompetence|arnaque", "c est une honte|arnaque|blague",
        "^ das|ist|echt|einfach|so|ja|absolut|wirklich|ein|eine|was* unmoglich|inakzeptabel|unverschamt|lacherlich|skandal|frechheit|peinlich|zumutung sowas|so was? $",
        "hilft|bringt|nutzt mir|uns? uberhaupt|gar|absolut nicht|nichts", "bringt|nutzt mir|uns? nichts",
        "verarschen|verarscht|verarsche|veraeppeln|verarschung",
        "mist|dreck|scheiss|saftladen service|laden|support|firma|verein|bot",
        "so ein mist|dreck|saftladen|scheiss|theater",
        "^ isso|e|uma|um|que|muito|totalmente|simplesmente* inaceitavel|absurdo|vergonha|ridiculo|palhacada|descaso|lixo $",
        "nao serve|adianta|ajuda|resolve pra|para|de|em? nada",
        "brincando|zoando|brincadeira comigo|ne|mesmo",
        "de brincadeira", "que|um|tanto descaso|desrespeito|absurdo",
    ]

    /// Complaints about how long or how often; two of them, or one with harsh words, show frustration.
    static let complaint: [WordPattern] = [
        "still ... not|no|havent|hasnt|nothing|waiting|doesnt|isnt|dont|cant|wont", "again and again",
        "over and over",
        "third|fourth|fifth|tenth|3rd|4th|5th|hundredth|second|umpteenth time",
        "already told|said|asked|explained|called|sent|tried|gave|contacted",
        "nobody|noone|none is|has|ever|can|will|seems|wants? help|helps|helping|helped|answers|answering|answered|cares|responds"
            + "|responded|replied|replies|listens|called",
        "no one is|has|ever|can|will|seems|wants? help|helps|helping|helped|answers|answering|answered|cares|responds|responded"
            + "|replied|replies|listens|called",
        "for|since hours|days|weeks|months|ages|forever", "been waiting",
        "doesnt|didnt|not|isnt help|helping|helpful|answer|work|working",
        "keep|keeps|kept asking|telling|saying|sending|giving|happening|charging|getting|failing",
        "wrong again", "yet again", "never again",
        "no help", "not what i asked|said|meant", "told you", "come on", "what the",
        "todavia|aun no", "otra vez", "ya le|les|te dije|he|expliqu~", "nadie me|responde|contesta|ayuda",
        "llevo ... esperando",
        "no me ayuda|ayudas|ayudan|entiende|entiendes|sirve|responden",
        "toujours pas|rien", "encore une fois", "deja dit|explique|demande", "personne ne", "depuis des|plus",
        "que j attends|attend", "j attends ... depuis",
        "ca ne m|me aide|sert",
        "immer noch nicht|kein|keine", "schon wieder", "niemand antwortet|hilft|meldet",
        "seit ... wochen|tagen|monaten|stunden", "ich warte|wartete", "bereits gesagt|geschrieben",
        "hilft mir? nicht",
        "ainda nao", "de novo", "outra vez", "ja disse|falei|expliquei|pedi",
        "ninguem me? ... responde|ajuda|resolve|atende|nada", "ha|faz ... esperando", "to|estou esperando",
        "faz dias|semanas|meses|horas",
        "nao ajuda|ajudou|resolve|resolveu|adianta|entende",
    ].map { WordPattern($0) }
}
