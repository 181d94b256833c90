extension PersonPhrases {
    static let english: PersonPhrases = {
        let article =
            "a|an|the|some|any|another|different|your|one|of|other|real|live|actual|actually|human|living|genuine|proper"
            + "|ur|yr|cust|cs|this|that|senior|competent|english|speaking|customer|service|support|sales|care|tech|call|center|very|just|damn"
            + "|fucking|freaking|nice|local|licensed|trained|qualified*"
        // After a wish for "an agent" comes the end or a reason, and not what the agent is for.
        let end = "@end"
        return PersonPhrases(
            requests: [
                "@talk live|directly|now|personally|instead? to|with|w|too|2|ro|tp|wit \(article) @anyone",
                "want|like|love|prefer|rather|mind|about|possible|possibly|interested|chance|way|of|appreciate ... "
                    + "speaking|talking|chatting|connecting to|with \(article) @anyone",
                "@anyone there|here|available? that|who|whom? i|we can|could|may @talk to|with?",
                "@anyone to @talk to|with",
                "@connect me|us over|through|on|off|up? please? to|with|through|thru|in? touch|contact? with? \(article) @anyone",
                "@connect this|my|it case|ticket|issue|problem|request|conversation|chat|call|question? over|on? to|with"
                    + " \(article) @agent",
                "@connect me|us over|through|on|off|up? please? to|with|through|thru \(article) ... department|dept|team|desk|line",
                "@connect me|us over|through? to|with \(article) @department",
                "put|patch me|us through|thru",
                "transfer|connect|redirect me|us please|pls|now? $",
                "@anyone there|here|available|around? that|who can|could|will|would|may|might|to @callme",
                "any|a|some|the chance|hope|way|possibility of|for|to get|reach|find|having? \(article) @agent",
                "@let @anyone please|to|from|at|in|your|the|team|office* @callme",
                "who|whom do|can|should|could|may|would i|we @talk to|with? about|regarding|concerning this|that|it|my $",
                "get|give|gimme|find|bring|send|fetch|want|wants|need|require|request|prefer|demand|like|have|wanna|gotta"
                    + " me|us? \(article) @agent \(end)",
                "get|give|find|bring|fetch|send me|us \(article) someone|somebody",
                "get|gimme|find someone|somebody on|real|human|please|now|here|who",
                "want|need|like|rather|gimme|get|give have? someone|somebody real|human",
                "want|need|like|get to? @talk? to|with? someone|somebody else $",
                "^ someone|somebody call|phone|ring me",
                "ask|asking|asked for \(article) @agent \(end)",
                "want|need|like|get|request|prefer ... help|helped|assistance|support|answer|answers|response|reply"
                    + "|attention|service|call|callback|contacted|called|served|answered from|by|of \(article) @person",
                "@let \(article) @caller please|to|pls|just? call|phone|ring|contact|telephone me|us",
                "@let \(article) @agent please|to|pls|just? call|phone|ring|contact|help|assist|reach|text|message|email|answer"
                    + "|look|handle|respond|reply|write|take|review|check|explain",
                "@you please|pls|just|kindly? call|phone|ring|telephone me|us back? @calltime",
                "call|phone|ring me|us back|asap|immediately",
                "want|need|like|get|have|request|schedule|arrange|expect|prefer a|an|someones|the phone? callback|call|phone"
                    + " back|call|from? $",
                "want|need|like|get|request|schedule|arrange|prefer a? callback",
                "want|need|like|get|request|schedule|arrange|prefer a phone call",
                "give|gimme me|us? a|an quick? call|ring|callback|buzz|bell|tinkle",
                "is|are there|their|ther \(article) @agent @present",
                "is|are \(article) @agent available|around|online|free|here",
                "anyone|someone|anybody|somebody available|free|around|there to @talk",
                "^ help|assistance|support|answer from \(article) @person",
                "^ call|phone|ring me at|on|asap|please", "pick up the phone", "and call|phone|ring me $",
                "^ ring|phone me $", "@talk to|with? you|u? on|over|by|via the? phone",
                "@let \(article) @caller from|in|on? your|the? team|support|office|company|staff|side? please|to|just? reach|get|follow out"
                    + "|back|up|in to|with|touch me|us|with?",
                "is|are|any|do|you|u|there ... have? \(article) @agent @present to @talk",
                "needs|requires \(article) @agent @end", "someone|somebody|anyone|anybody real|human|actual",
                "want|need|like|get|have|request a? call|callback from someone|somebody|anyone|a|an|your",
                "^ @polite? @connect to|with \(article) @anyone", "^ @polite? transfer|connect @polite? $",
                "any \(article) @agent available|around|there|here|online",
                "how|where|can|could|may|want|need|like|trying ... contact|reach|get|access|message|email \(article) @person"
                    + " \(end)",
                "get|getting|got hold|ahold|a to? hold? of? \(article) @anyone",
                "want|need|like|please|can|could|must|will|should ... escalate|escalated",
                "escalate this|my|it|the|to",
                "^ escalate $",
                "@let me|us @talk to|with|w? \(article) @anyone",
                "who|whom do|can|should|could|may|would i|we @talk to|with? $",
                "^ @polite? \(article) @bare @polite? @polite? $",
                "^ @polite? @polite? \(article) @agent @polite? @polite? $",
                "^ real|live|human|actual @agent",
                "^ agent agent|now|please",
            ],
            hints: [
                "real|live|actual|living|genuine @person", "human @agent",
                "human help|support|assistance|contact|interaction",
                "person to person", "actual humans",
            ],
            refusalsOfMachines: [
                "dont|not|wont|never|didnt|hate|stop|no ... talk|speak|chat|deal|text|message|talking|speaking|chatting|dealing|texting|messaging to|with"
                    + " a|an|the|this|your|any|some|stupid|dumb|ai|chat|damn|these|fucking* @machine",
                "dont|not really|even|just? want|wanna|need|like a|an|the|this|your|any|stupid* @machine",
                "sick|tired|done|enough|fed|through ... talking|speaking|dealing|chatting|texting ... @machine",
                "instead of|than? talking|speaking|chatting? to|with? a|an|the|this|your|some* @machine",
                "rather|other than talking|speaking? to|with? a|an|the|this|your|some* @machine",
                "get|bypass|skip me? past|around|off|rid|away? of|from? the|this|your stupid|dumb? @machine",
                "^ no|not more? a|an? @machine @polite? $",
                "isnt|aint|arent there|their ... human|person|humans|rep|agent|representative",
                "isnt|aint there anyone|anybody|someone to|who|that|i|real|human",
                "nobody|noone|no to|who can? @talk", "^ not a|an|some bot|robot|machine|chatbot",
            ],
            negations: [
                "dont|doesnt|didnt|not|never|wouldnt|wont really|even|actually|ever|currently*"
                    + " want|wants|wanted|need|needs|needed|wish|asking|asked|trying|looking|going|necessary|required|ask|mean",
                "dont|doesnt|didnt|not|never|wouldnt|wont really|even|actually|ever|currently* have|got|care|like|plan to",
                "dont|not think|believe|guess|feel|saying that? i? really? want|wanted|need|have? to?",
                "no need|desire|interest|wish|point|reason|intention",
                "without", "instead of", "rather|prefer|better not",
                "i|we cant|cannot|couldnt|wont|didnt|dont|wouldnt|never even? @talk",
                "avoid|avoiding", "dont|doesnt|didnt|not really? like|love|enjoy|prefer|want|feel",
                "do|will|would|did|does|should i|we|he|she|they|one have|need", "must i|we",
                "have i got",
                "if|whether i|we have|need", "refuse", "not @talk", "dont @talk",
                "how|what do|does|can your|ai|bots|bot",
                "tell|told|asked|let|allow|help my|him|her|them", "supposed to", "used to",
                "the|my|our|last|previous @talk",
                "had|having|nice|good a|an|to|long|quick* @talk", "requires|required|forces|forced",
            ],
            doubts: [
                "are|r|is|am|was|were|arent|isnt|be you|u|this|it|i|that|he|she|they",
                "youre|your|ur|thats|its|im", "like a",
                "person|human|agent|representative s",
                "name|names|sample|samples|error|manual|history|resources|rights|yesterday",
                "spoke|spoken|talked|chatted|answered|told|said|already",
            ],
            turns: [
                "but", "please", "just", "can", "could", "let", "gimme", "so", "because", "then", "cause",
            ],
            spellings:
                "sum1=someone,some1=someone,sm1=someone,smn=someone,any1=anyone,ne1=anyone,plz=please,plse=please,pleas=please,pls=please,"
                + "ur=your,yr=your,u=you,w=with,wit=with,wiv=with,ppl=people,mgr=manager,sup=supervisor,spk=speak,tlk=talk,humen=human,hooman=human",
            vocabulary: .english, classes: Self.englishClasses
        )
    }()

    private static let englishClasses: [String: WordPattern.Class] = {
        let agent =
            "human,hooman,human being,person,representative,rep,reps,operator,agent,agents,humans,advisor,adviser,manager,supervisor,"
            + "csr,associate,team member,staff member,live chat,live support,live help,attendant,representatives"
        let someone =
            "someone,somebody,anyone,anybody,colleague,some one,any one,some body,people,staff,employee,specialist,technician,boss,"
            + "customer service,customer support,customer care,support team,customer services,service department,support,"
            + "help desk,helpdesk,sales team,service team,care team,service rep,service representative,management,owner,"
            + "personnel,consultant,expert,live one,someone else,clerk,folks,actual one,somone,someon,colleagues,coworker,teammate,member of staff,members of staff,member of the team,"
            + "member of your team,member of your staff,whoever,whomever,in charge,technicians,employees,support staff,support people"
        return [
            "anyone": .init(agent + "," + someone, toleratesMisspelling: true),
            "agent": .init(agent, toleratesMisspelling: true),
            "person": .init(
                "human,human being,person,representative,rep,operator,agent,manager,supervisor,team member,staff member,csr,"
                    + "advisor,associate",
                toleratesMisspelling: true),
            "caller": .init(
                "someone,somebody,anyone,anybody,person,human,agent,rep,representative,manager,supervisor,advisor,technician,"
                    + "specialist,staff,customer service,support",
                toleratesMisspelling: true),
            "talk": .init(
                "speak,talk,chat,tlk,spk,tak,tlak,speek,communicate,converse,connect,be connected,be transferred,"
                    + "get in touch,get in contact,be put through,be put in touch,get connected,get through,deal,interact,"
                    + "get transferred,speaking,transferred,communicate directly,have a word,have a chat,have a talk,have a conversation,"
                    + "discuss this,discuss it,correspond",
                toleratesMisspelling: true),
            "connect": .init(
                "transfer,connect,connecting,transferring,forwarding,forward,patch,put,pass,hand,route,redirect,switch,refer,get,direct,trasnfer,escalate,take,point,send,link,hook",
                toleratesMisspelling: true),
            "department": .init(
                "billing,sales,claims,accounting,tech support,technical support,customer service,customer support,support,"
                    + "customer care,the front desk,reception,complaints,returns,retention"),
            "let": .init(
                "let,have,can,could,would,want,need,like,please,get,ask,may,make,tell,gonna have"),
            "callme": .init(
                "call me,phone me,ring me,contact me,text me,message me,email me,reach me,reach out to me,get back to me,"
                    + "get in touch,call us,phone us,ring us,contact us,call back,call me back,follow up,get hold of me,"
                    + "speak to me,speak with me,talk to me,talk with me"),
            "you": .init("you,u,please,pls,kindly,just,to"),
            "calltime": .init(
                "$,now,please,pls,asap,at,on,when,today,tomorrow,this,in,about,regarding,after,before,instead,so"
            ),
            "end": .init(
                "$,please,pls,plz,now,asap,immediately,today,here,on,not,instead,to talk,to speak,to help,to call,to assist,"
                    + "to chat,to answer,to contact,to look,to respond,to explain,who,that,and,or,because,cause,thanks,thank,for this,"
                    + "right now,to handle,first,rather,ok,okay,this,in here,on the,about,help,i,at once,thx,to text,again,asap"
            ),
            "present": .init(
                "available,around,there,here,online,i can,we can,that can,who can,on,to talk,to speak,to help,that i,who i,"
                    + "i could,on duty,working,free,present,at,in,behind"),
            "bare": .init(
                "customer service,customer support,customer care,live chat,callback,call back,someone real,someone else,"
                    + "call me,call me back,help desk,human help,human support,human assistance",
                toleratesMisspelling: true),
            "polite": .init(
                "please,pls,plz,now,thanks,thank you,hi,hello,hey,asap,only,ok,okay,yes,no,plse,immediately,just,i said,right now,"
                    + "for the love of god,again,connect"),
            "machine": .init(
                "bot,bots,robot,robots,chatbot,chatbots,machine,machines,computer,ai,automated,automation,automaton,recording,"
                    + "chat bot,virtual assistant,software,program,script,algorithm,auto reply,autoresponder"),
        ]
    }()
}
