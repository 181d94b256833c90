/// Further phrasings, each set written before it was looked at how the tables fare with it.
///
/// They are kept apart from the phrases that the tables were made with, so that it is seen how far those reach.
enum PersonRequestFreshPhrases {
    static let requests = languages(requestsOf)
    static let nearMisses = languages(nearMissesOf)

    /// Phrases by their languages, one at a time between bars.
    private static func languages(_ texts: [String]) -> [String] {
        texts.flatMap { text in
            text.split(separator: "|").map { phrase in
                phrase.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            }
        }
    }

    private static let requestsOf = [
        """
        is there anybody there who can ring me | rep pls | agent!! | csr | I WANT A HUMAN BEING NOW |
        can i speak with ur manager plz | get me a real preson | stop with the bot and give me someone |
        i'd rather deal with an actual human | could someone from your team give me a call? |
        talk to sum1 real | need 2 talk 2 a person | live agnet please | put me thru to somebody |
        who can I speak to about this? | I don't want to talk to a robot | is there a human I can chat to |
        please have a representative contact me | cust service rep |
        enough of this machine, connect me to staff | transfer me | can an advisor phone me back today |
        lemme talk to a supervisor | operator | Speak to representitive |
        i need customer service to call me back on this number | any chance of a human over there? |
        not helping. person please |
        would it be possible for me to have a word with one of your colleagues |
        escalate this to a real person pls | anyone real there?? | could u get somebody on the line for me |
        HUMAN. NOW. | i'm done with this bot, i want to speak to your supervisor |
        can someone pls reach out to me | may I be connected with a member of staff |
        is it possible to talk with a live persn | ill only talk to a human | somebody call me back plz |
        let me speak to whoever is in charge | do you have a phone line where I can reach a person |
        customer rep please!! | pls have a human text me back | could I get someone on the phone please |
        connect me | I would rather talk to someone in person over the phone |
        is anybody able to call me today | i want ur boss | not a bot pls, a person |
        get me off this robot | need customer support now | talk to humna |
        can i have the number of a real person | where do I find a live agent |
        id like to have a chat with one of ur staff | where r the humans |
        give me ur manager's attention, call me | please just let me talk to somebody |
        i cant deal with a bot rn, person pls | could a member of your team phone me |
        CUSTOMER SERVICE REPRESENTATIVE | any human beings around? | how can I get someone to answer me |
        talking to a robot is useless, get me a supervisor | agnet |
        i need an actual employee to contact me | how do i speak to a real agent here |
        i need to discuss this with your manager | please send this to a human | are any of your reps free |
        dont want bot want person | ok bot, im done. human. | i wanna be called by someone |
        cant someone just call me | humam please | Speak with live representative |
        who's in charge there, i want to talk to them | pick up the phone and call me |
        i think i need to speak with a real person about my bill | u guys got any humans? |
        can a live agent take over | please transfer this chat to a rep | call me pls im tired of texting |
        want to talk to human | who do i talk to, i want a manager | NO MORE BOT | supervsor please |
        can u have customer service ring me | someone from billing needs to call me |
        is it too much to ask for a human
        """,
        """
        no quiero hablar con una máquina | quiero hablar con alguien | pasame con un agente |
        me puede llamar alguien por favor | necesito un humano ya | HABLAR CON UNA PERSONA | asesor porfa |
        quiero q me atienda una persona d verdad | hay alguien ahi que me pueda ayudar? |
        comuniqueme con un representante | un operador por favor | puedo hablar con el encargado |
        ponme con atencion al cliente | estoy harto del robot, quiero una persona | que me llame un asesor |
        agente!!! | con quien puedo hablar de esto | prefiero que me responda un humano |
        necesito hablr con un ejecutivo | pueden devolverme la llamada? | quiero hablar con su supervisor |
        no quiero un bot | transfierame con una persona real | alguien de carne y hueso por favor |
        me comunicas con alguien del equipo | kiero hablar con una persona |
        deseo contactar con un asesor humano | pásenme a un supervisor |
        se puede hablar con una persona o solo con esta maquina | humano | hay algún humano por ahí? |
        me comunican con soporte por favor | quisiera que alguien me contacte | agente por favor |
        QUIERO UNA PERSONA REAL | ya no quiero hablar con este bot | necesito que me marquen |
        me gustaria platicar con un representante | pasenme al gerente | puedo hablar con una persona |
        llámeme alguien por favor | un asesor pls | póngame con un humano | quiero hablar con alguien ya!! |
        alguien me puede marcar? | nesecito una persona | no me sirve el bot, asesor |
        por favor que me contacte un representante | hay alguna persona con la que pueda hablar |
        quiero atención humana | solicito hablar con un supervisor | OPERADORA POR FAVOR |
        me transfieres con un agente | quisiera que me atendiera una persona | me urge hablar con alguien |
        asesora por favor | como hago para hablar con un humano | quiero que me llame una persona real |
        no hay nadie que me atienda? | quisiera comunicarme con un ejecutivo | pongan a una persona |
        hablar cn alguien | me pasas con tu jefe | necesito atencion de una persona | representante!! |
        prefiero hablar por telefono con alguien | quiero que me llamen | necesito contactar a un humano |
        me pueden pasar con una persona pls | donde puedo hablar con un agente | un humano porfa |
        no entiende nada este bot, pasame con alguien | quisiera una llamada de un asesor |
        hablar con persona real | hay un asesor disponible | me atiende una persona? |
        POR FAVOR UN AGENTE HUMANO | necesito q me ayude una persona |
        me gustaria que me contactara alguien | puede ayudarme una persona? |
        quiero q me atienda un humano | como contacto a un asesor | necesito hablar con gerencia |
        ya basta del bot | persona!!! | alguien que me atienda por favor |
        por favor comunicame con un agente de ventas |
        no quiero mensajes automaticos quiero hablar con alguien | me puede contactar un supervisor |
        marquenme por favor
        """,
        """
        je veux parler a quelqu'un | un conseiller svp | passez moi un humain |
        est-ce que quelqu'un peut me rappeler | je ne veux pas parler à un robot | PARLER A UN CONSEILLER |
        y a t il une vraie personne? | jveux un humain | pouvez vous me mettre en relation avec un agent |
        conseillé svp | j'aimerais parler au responsable | transferez moi a une personne | appelez moi svp |
        marre du robot, je veux une personne | je souhaite être contacté par un conseiller |
        qqn peut maider? un vrai humain | service client svp | j'ai besoin de parler à qqn |
        à qui puis-je parler | opérateur | agent svp!! | je prefere parler avec une personne reelle |
        puis-je avoir quelqu'un au téléphone ? | mettez-moi en contact avec votre équipe |
        je voudrais être rappelée par quelqu'un | parlé a un humin | assez de machine, une personne svp |
        un être humain s'il vous plaît | je peux parler à un superviseur ? |
        faites moi rappeler par un collègue | un humain svp ! | je peux avoir un conseiller au tel ? |
        passez-moi votre chef | pouvez-vous me rappeler demain | JE VEUX UN CONSEILLER |
        y'a quelqu'un de réel ici ? | stop le bot, un agent | j'aimerais qu'on me rappelle |
        je voudrai parler a une persone | contacter un conseiller |
        est il possible de discuter avec quelqu'un | pas de robot, un humain |
        mettez moi quelqu'un au téléphone | je veux un etre humain | quelqu'un peut m'appeler ? |
        j'exige de parler à un responsable | CONSEILLER | j'ai pas envie de parler a une machine |
        vous pouvez me rappeler svp | je cherche à joindre un conseiller | une vraie personne svp |
        transférez-moi | peut on parler a quelqun | un agent humain est il disponible |
        je voudrais un rappel | est-ce que je peux parler à un être humain | conseillère svp |
        je veux qu'une personne me réponde | donnez moi un responsable | vous n'avez pas un humain ? |
        il me faut un conseiller | parler avec un agent maintenant | qui peut me rappeler ? | humain !!! |
        je prefererais discuter avec un vrai conseiller | appelez moi demain matin |
        je souhaite qu'on m'appelle | est-ce qu'un conseiller peut me contacter |
        j'aimerais avoir un agent | parler humain | y a-t-il un conseiller de disponible |
        je veux pas de bot je veux quelqu'un | passez moi le service client | besoin d'un humain |
        jpeux parler a qqn? | comment joindre une personne | rappelez-moi svp |
        je demande un responsable immédiatement | je préfère parler à un humain |
        quelqu'un de votre equipe peut m'appeler | conseillé clientel svp | je veux parler à votre manager |
        un rappel svp | peut-on me rappeler | j'en ai marre du bot passez-moi quelqu'un |
        je veux joindre le service client | il y a un humain là ? | contact humain svp |
        transférez moi à un superviseur | pourriez vous me faire appeler
        """,
        """
        kann mich jemand zurückrufen | ich will mit einem menschen sprechen | mitarbeiter bitte | MENSCH |
        bitte verbinden sie mich mit einem berater | kein bot bitte |
        ich möchte nicht mit einer Maschine reden | gibts da auch echte menschen? |
        rufen sie mich bitte an | kann ich mit jemandem reden | will mit nem echten menschen schreiben |
        kundenservice bitte | ich brauche einen ansprechpartner | ihr chef bitte | vorgesetzten sprechen |
        möchte mit einem Sachbearbeiter sprechen | mitarbeiter!!! | könnte mich ein Kollege anrufen? |
        ich will keinen roboter | bitte um rückruf | mit wem kann ich darüber sprechen |
        jemand echtes bitte | koennen sie mich an einen menschen weiterleiten |
        leiten sie mich weiter an einen kollegen | ist da wer der mir helfen kann oder nur ein computer |
        mit mensch sprechn | ich bevorzuge einen persönlichen Kontakt mit einem Mitarbeiter |
        geben sie mir einen menschen | ich hätte gern jemanden am telefon |
        genug vom chatbot, mensch bitte | echter mensch bitte! | ich möchte bitte jemanden sprechen |
        könnt ihr mich zurückrufen | ANSPRECHPARTNER BITTE |
        nicht schon wieder der bot, ich will einen mitarbeiter |
        gibt es jemanden der mir persönlich helfen kann | verbinden sie mich mit dem kundendienst |
        ich will mit ihrem vorgesetzten reden | kan ich mit eim menschen schreiben |
        hallo ist da ein mensch | bitte ruft mich an | berater bitte |
        könnte ich bitte mit einem mitarbeiter reden | ich brauch einen menschen | rückruf bitte |
        ich möchte mit wem echten reden | weiterleiten an mitarbeiter bitte | ruf mich an |
        MENSCHEN SPRECHEN | ich hab keine lust auf den bot | ist jemand erreichbar der mich anrufen kann |
        geben sie mir ihren chef | kann ich einen kollegen sprechen | agent bitte |
        ich würde gerne einen menschen sprechen | hallo? jemand da der kein roboter ist? |
        bitte mitarbeiter ans telefon | ein echter mitarbeiter soll mir antworten |
        rückruf unter dieser nummer bitte | mich soll jemand anrufen | wo finde ich einen ansprechpartner |
        ich verlange ihren vorgesetzten | lassen sie mich mit einem menschen sprechen | mitarbiter |
        kann ich euch telefonisch erreichen und mit jemandem sprechen | nicht du, ein mensch |
        ich hätte gerne einen rückruf | bitte einen echten menschen | kann ich mit ihrem chef sprechen |
        wann ruft mich jemand an? | ich will keine maschine | verbindung zum mitarbeiter bitte |
        gibt es eine hotline mit echten menschen | ich möchte mit dem kundenservice reden |
        menschlicher support bitte | jemand soll mich bitte zurückrufen | mitarbeiter jetzt |
        kann mir bitte ein mensch antworten | ich will mit einer echten person schreiben |
        kann jemand von euch anrufen | gib mir den chef | kundenberater bitte |
        möchte einen mitarbeiter kontaktieren | ich rede nicht mit maschinen | hol mir einen menschen |
        ich möchte zurückgerufen werden | bitte mit einem mitarbeiter verbinden | kann mich wer anrufen |
        brauche persönliche hilfe von einem mitarbeiter | MITARBEITER SPRECHEN BITTE
        """,
        """
        quero falar com alguem | atendente | me passa pra um humano | não quero falar com robô |
        alguém pode me ligar? | FALAR COM ATENDENTE | preciso falar com uma pessoa de verdade |
        quero um atendente humano pfv | tem alguem ai? | me transfere pro supervisor |
        posso falar com o gerente | gostaria de ser atendido por uma pessoa | chega de robo quero gente |
        fala com uma pessoa real | me liguem por favor | com quem eu posso falar sobre isso |
        um assistente humano por favor | humano pfv | kero falar c um atendente |
        pode me colocar em contacto com um operador | queria falar com um colaborador |
        prefiro falar com gente | atendimento humano | encaminhe-me para um assistente | sac por favor |
        tem como falar com uma pessoa | quero que um consultor me ligue | pessoa por favor |
        vocês têm alguém que possa me atender | nao aguento mais essa maquina, quero uma pessoa |
        tem algum humano ai? | quero um atendente | me liga por favor | POR FAVOR UM SER HUMANO |
        nao quero mais falar com essa maquina | poderia me transferir para um atendente |
        gostaria que alguem entrasse em contato comigo | posso falar com alguem da equipe |
        chama o gerente | falar com humano | preciso de um atendimento humano | um consultor pf |
        me coloca com alguem | queria um humano | alguem da equipe pode me chamar | SUPERVISOR |
        to cansado desse robo | preciso conversar com um representante |
        gostaria de falar com um gerente por favor | voces podem me ligar? |
        quero ser atendida por uma pessoa | tem atendente ai | prefiro uma pessoa |
        por favor transfira para um humano | quero falar com seu chefe | tem como alguem me ligar |
        atendente por favor | gostaria de um contato humano | nao resolve, quero uma pessoa |
        alguem ai pra conversar? | me da um atendente | pode chamar o supervisor |
        quero ligaçao de um atendente | falar com pessoa | to querendo falar com alguem |
        preciso ser atendido por gente de verdade | quero ser atendido por um humano | me chama alguem ai |
        como falo com um atendente | preciso que uma pessoa me ligue | tem alguma pessoa pra falar comigo |
        quero falar com o suporte humano | nao quero bot | gerente por favor | transfere pra alguem |
        vcs podem me retornar a ligacao | atendente humano!!! | queria uma ligacao de voces |
        quero falar com uma pessoa de verdade | alguem pode me contatar | me passa o gerente |
        quero um humano me atendendo | preciso falar com o financeiro com uma pessoa | chega de bot |
        atendente!!! | como faço pra falar com alguem | quero que voces me liguem |
        pode me ligar por favor | tem alguem humano ai | transferir para supervisor
        """,
    ]

    private static let nearMissesOf = [
        """
        human resources number? | is this a real person's name? | travel agent license |
        my representative told me yesterday | agent orange | who is my account manager |
        the person who delivered it was rude | I am a real estate agent, do you give discounts |
        how many people can fit in the tent | can I add another person to my booking |
        someone called me from this number | I'll call you later | your driver talked to my neighbour |
        do you sell cleaning agent | my manager needs an invoice | what are customer service hours |
        is it for one person or two | I spoke to an agent and he said 3 days | robot vacuum not charging |
        can somebody else pick up my parcel | did the technician speak to my husband |
        what does your rep's commission look like | the supervisor signed for it |
        is a person allowed to bring a dog | my agent's email bounced |
        can the operator's manual be downloaded | how do I call a cab from your store |
        no need for a person, just tell me the price | the person on the phone said tomorrow |
        is the support frame included | a human hair wig |
        my rep is on vacation, will the order still ship | who do I make the check out to |
        someone left a package at my door | do I need an agent to buy a house | call center job openings? |
        does the agent fee apply | this person keeps texting me | my supervisor needs the receipt |
        can a person of 200 lbs use it | I work in customer service at a bank | talk soon |
        is your chatbot open source | who is the manufacturer rep for texas |
        can I speak to the chef in your cooking class | the person ahead of me got a coupon |
        is 911 operator a good costume | representative sample of fabric |
        I called yesterday and a human answered finally | do you hire people with no experience |
        manager's special price? | this is my work phone, please text | the agent at the desk was lovely |
        does a person need to sign | my manager quit | is it okay if someone else uses my membership |
        rep shirts in size L? | are your operators insured | human sized teddy bear |
        I never got a call back about the job
        """,
        """
        la persona que me entrego el paquete fue amable | soy agente inmobiliario |
        cuantas personas caben en la habitacion | mi representante me dijo ayer que llegaba hoy |
        puedo añadir otra persona a la reserva | recursos humanos telefono |
        el operador de telefonia bloqueo mi sms | alguien me llamo de este numero |
        la aspiradora robot no carga | precio por persona? | mi jefe necesita la factura |
        puede recogerlo otra persona | vendo seguros, soy asesor |
        cual es el horario de atencion al cliente | ya hable con un agente y me dijo 3 dias |
        alguien robo mi paquete | la maquina de cafe no funciona |
        el supervisor de la obra recibira el paquete | es apto para consumo humano? |
        mi hija quiere hablar ingles | el agente de aduanas retuvo mi paquete |
        para cuantas personas es la mesa | mi asesor fiscal pide la factura |
        el manual del operador en pdf | hay alguien en la tienda los domingos? |
        me llamo ana y soy la encargada de compras | no hace falta hablar con nadie gracias |
        quien es el gerente de la tienda de sevilla | la persona del mostrador no supo |
        mi agente de seguros lo envio ayer | puedo llevar a otra persona al evento |
        el robot aspirador hace ruido | cuantos representantes de ventas tienen | alguien firmo por mi |
        necesito la talla de persona alta | no quiero que me llamen mas | la representante se llama maria |
        mi jefe no recibio el correo | el humano y el perro de la foto | me atendio una persona muy amable |
        cuantas personas trabajan ahi | habla ingles la persona de la tienda? |
        no necesito hablar con nadie | agente de limpieza de suelos precio |
        la persona que recibe es mi vecino | el supervisor ya aprobo la compra |
        mi agente inmobiliario quiere la llave | precio para una persona | puedo ir con otra persona |
        que persona firma el contrato | mi humano favorito cumple anos | operador logistico cual usan |
        la persona que me atendio fue grosera | el asesor de la tienda me recomendo este |
        necesito una silla para una persona | alguien mas tiene este problema? | agente secreto disfraz |
        mi gerente renuncio | son operadores turisticos? | nunca me llamaron para la entrevista
        """,
        """
        l'agent immobilier a appelé | combien de personnes par chambre |
        la personne qui a livré était gentille | mon conseiller m'a dit hier que c'était bon |
        le robot aspirateur ne charge plus | quelqu'un m'a appelé de ce numéro |
        ressources humaines telephone | une autre personne peut récupérer le colis ? |
        horaires du service client | la machine a laver est en panne | agent d'entretien recherché |
        mon responsable a besoin de la facture | prix par personne ? | je rappelle demain |
        j'ai déjà parlé à un conseiller, il a dit 3 jours | quelqu'un a volé mon colis |
        est-ce sans danger pour le corps humain | l'opérateur mobile bloque vos sms |
        on m'a parlé de vos promos | il n'y a personne à la boutique | le conseil du vendeur etait bon |
        la personne a l'accueil ne savait pas | pour combien de personnes est la tente |
        mon agent d'assurance demande la facture | puis-je vous appeler dimanche |
        pas besoin de conseiller merci | qui est le responsable du magasin de lyon |
        le robot de piscine est en stock ? | la personne qui m'a vendu le velo |
        mon agent immobilier demande une copie | ne me rappelez plus |
        est-ce que quelqu'un a trouvé mes clés | tarif pour 2 personnes |
        l'opérateur de la machine a besoin du manuel | qui est le patron de la marque |
        j'ai eu un conseiller hier | mon patron attend la facture | le conseiller etait tres sympa |
        une personne m'a bousculé en magasin | vos agents travaillent le dimanche ? |
        qui a signé mon colis | je ne veux parler à personne | l'humain est-il en danger avec ce produit |
        responsable de la panne ? | la personne en photo porte du M ? |
        mon conseiller bancaire a bloque le paiement | agent de nettoyage pour inox |
        je serai absent, une personne sera la | combien d'agents dans l'equipe |
        cadeau pour une personne agee | mon chef a commande deux fois |
        quelqu'un a deja essaye ce produit ? | le vendeur etait une personne agreable |
        il faut combien de personnes pour monter l'abri | mon responsable a démissionné |
        quelqu'un d'autre a ce probleme ? | costume d'agent secret | personne ne m'a livré |
        vos opérateurs sont-ils assurés | on ne m'a jamais rappelé pour l'entretien
        """,
        """
        wie viele personen passen in das zimmer | der mitarbeiter im laden war sehr nett |
        der roboter lädt nicht mehr | jemand hat mich von dieser nummer angerufen |
        mein berater hat gestern gesagt es ist ok | kann jemand anderes das paket abholen |
        personalabteilung telefonnummer | gibt es rabatt für mitarbeiter | mein chef braucht die rechnung |
        preis pro person | ich rufe morgen nochmal an | kundenservice öffnungszeiten? |
        die kaffeemaschine ist kaputt | ist das für menschen mit allergie geeignet |
        ich bin immobilienmakler | habe schon mit einem mitarbeiter gesprochen |
        jemand hat mein paket gestohlen | ich spreche kein englisch |
        der fahrer hat mit meinem nachbarn gesprochen |
        mein ansprechpartner ist im urlaub wann kommt er wieder |
        mein versicherungsberater braucht die rechnung | der mensch an der kasse war unfreundlich |
        wie viele personen haben platz | brauche keinen berater danke |
        wer ist der chef der filiale in köln | der saugroboter macht lärm |
        darf ein kollege das paket annehmen | soll ich morgen anrufen |
        der mitarbeiter hat mir falsch geholfen | ist die matte für zwei personen |
        rufen sie mich nicht mehr an | mein agent hat den vertrag geschickt | roboterarm ersatzteile? |
        jemand vom lager sagte es sei da | wer hat mein paket angenommen | gibt es einen chef rabatt |
        der vorgesetzte muss unterschreiben | die person auf dem foto trägt welche größe |
        hat jemand meine jacke gefunden | ein mitarbeiter hat mir den rabatt versprochen |
        für wie viele menschen reicht das | ich möchte mit niemandem sprechen |
        wird der roboter mit akku geliefert | agentur für arbeit rabatt | der chef hat bestellt |
        person auf der rechnung ist falsch | wieviele mitarbeiter hat ihre firma |
        unser agent in berlin braucht muster | ist jemand unter 18 erlaubt |
        mein kollege hat dasselbe bestellt | rückruf aktion für das produkt? |
        kein mensch braucht so etwas | der berater im laden empfahl mir größe m |
        braucht man dafür zwei personen | mein chef hat gekündigt | hat noch jemand dieses problem |
        kostüm agent gesucht | niemand hat geliefert | sind ihre mitarbeiter versichert |
        mich hat nie jemand zurückgerufen wegen der bewerbung
        """,
        """
        quantas pessoas cabem no quarto | o atendente da loja foi simpatico | sou agente de viagens |
        alguem me ligou desse numero | recursos humanos telefone | o robo aspirador nao liga |
        meu gerente precisa da nota fiscal | preço por pessoa | outra pessoa pode buscar a encomenda? |
        ja falei com um atendente e ele disse 3 dias | alguem roubou meu pacote |
        a maquina de lavar quebrou | é seguro para consumo humano | qual o horario de atendimento |
        eu ligo amanha | o entregador falou com meu vizinho | a pessoa que entregou foi rude |
        meu consultor disse ontem que estava tudo certo | posso adicionar mais uma pessoa na reserva |
        nao tem ninguem na loja | a atendente foi muito educada | mesa para quantas pessoas |
        meu agente de seguros pediu a nota | nao preciso falar com ninguem obrigado |
        quem e o gerente da loja do centro | o robo da piscina parou | posso ligar amanha? |
        manual do operador em pdf | a pessoa do balcao nao sabia | meu agente mandou ontem |
        posso levar outra pessoa | o robo de limpeza faz barulho | alguem assinou por mim |
        nao me liguem mais | quantos vendedores voces tem | ja fui atendido obrigado |
        o supervisor da obra vai receber | uma pessoa me empurrou na loja |
        seus atendentes trabalham domingo? | quem assinou minha entrega | nao quero falar com ninguem |
        serve pra pessoa alta? | meu chefe nao recebeu | a atendente se chama maria |
        a pessoa da foto usa qual tamanho | meu gerente do banco bloqueou |
        vaga de atendente ainda aberta? | presente para uma pessoa idosa |
        quantos funcionarios tem a empresa | meu colega comprou o mesmo | alguem ja testou esse produto |
        agente de limpeza para inox | a pessoa que me atendeu foi grossa |
        precisa de quantas pessoas pra montar | meu gerente pediu demissao | mais alguem tem esse problema |
        fantasia de agente secreto | ninguem entregou | voces sao operadores de turismo |
        nunca me ligaram da entrevista
        """,
    ]
}
