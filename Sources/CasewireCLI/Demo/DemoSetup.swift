import Casewire
import CasewireSandbox

/// What the demo is seeded with: an outfitter, its knowledge, and the sandbox's credentials.
enum DemoSetup {
    /// - Parameter world: the sandbox's addresses and what opens them.
    static func make(
        creatioURL: String, carrierURL: String, sandbox: SandboxPair, email: String, password: Secret,
        key: Secret,
        webhookToken: Secret, cases: CreatioSettings.CaseMode
    ) -> Setup {
        var setup = Setup()
        var organization = Setup.Organization()
        organization.name = "Harbor Outfitters"
        organization.timezone = "America/New_York"
        organization.language = "en"
        setup.organization = organization
        setup.numbers = sandbox.carrier.numbers.compactMap { number in
            PhoneNumber(e164: number).map {
                Setup.NumberEntry(
                    phone: $0, provider: .twilio, account: sandbox.carrier.accountSid,
                    secret: Secret(sandbox.carrier.authToken), apiURL: carrierURL, autopilot: true)
            }
        }
        var creatio = Setup.Creatio(
            url: creatioURL, identityURL: creatioURL,
            signIn: .client(
                id: sandbox.creatio.credentials.clientId,
                secret: Secret(sandbox.creatio.credentials.clientSecret)))
        creatio.cases = cases
        creatio.webhookToken = webhookToken
        creatio.defaultOwner = "Service rep"
        creatio.pollSeconds = 3
        creatio.fields = fields
        setup.creatio = creatio
        var agent = Setup.Agent()
        agent.burstSeconds = 2
        agent.topics = ["legal threats"]
        setup.agent = agent
        setup.knowledge = articles
        setup.operators = [Setup.OperatorEntry(email: email, role: .owner, password: password)]
        setup.keys = [Setup.KeyEntry(name: "demo", key: key, role: .owner)]
        return setup
    }

    private static let fields = [
        CreatioSettings.Field(
            column: "PriorityId", title: "Priority", kind: .dropdown,
            description:
                "High when broken, damaged, angry, urgent or charged twice; Medium when late, missing, return, exchange or change; Low when only asking",
            pattern: nil),
        CreatioSettings.Field(
            column: "UsrOrderNumber", title: "Order number", kind: .text,
            description: "The order number: two letters and six digits", pattern: "\\b[A-Za-z]{2}\\d{6}\\b"),
    ]

    private static let articles = [
        Setup.ArticleEntry(
            title: "Returns",
            body:
                "You can return anything unused within 30 days. Start at harboroutfitters.example/returns; the label is free and your refund arrives within 5 days of our receiving the parcel.",
            examples: [
                "how do I send this back", "can I return my order", "what is your return policy",
                "I want a refund",
                "it doesn't fit, how do I return it", "how long do I have to return something",
            ]),
        Setup.ArticleEntry(
            title: "Opening hours",
            body:
                "Our stores are open Monday to Saturday 9 am to 7 pm and Sunday 11 am to 5 pm. Online you can order any time.",
            examples: [
                "what are your opening hours", "when are you open", "are you open on sunday",
                "what time do you close",
                "store hours",
            ]),
        Setup.ArticleEntry(
            title: "Shipping",
            body:
                "Standard shipping takes 3 to 5 business days and is free from $50. Express takes 1 to 2 business days and costs $12.",
            examples: [
                "how long does shipping take", "how much is shipping", "do you ship express",
                "when will my order arrive",
                "is delivery free", "shipping cost",
            ]),
        Setup.ArticleEntry(
            title: "Order tracking",
            body:
                "You find where your parcel is at harboroutfitters.example/track with your order number. Tracking starts within a day of ordering.",
            examples: [
                "where is my order", "how can I track my parcel", "tracking number", "has my order shipped",
                "I have not received my package",
            ]),
        Setup.ArticleEntry(
            title: "Sizes",
            body:
                "Our jackets run true to size. Between two sizes, take the larger one for layers. The size chart is on each product's page.",
            examples: [
                "what size should I take", "do your jackets run small", "is there a size chart",
                "which size fits me",
            ]),
        Setup.ArticleEntry(
            title: "Payment",
            body:
                "We take all major cards, PayPal and gift cards. Your card is charged when the parcel leaves.",
            examples: [
                "how can I pay", "do you take paypal", "which cards do you accept", "when is my card charged",
                "can I use a gift card",
            ]),
        Setup.ArticleEntry(
            title: "Repairs",
            body:
                "We repair our own jackets and tents for as long as you have them. Bring them to a store or send them in; most repairs cost $20 to $40 and take two weeks.",
            examples: [
                "do you repair jackets", "my tent has a hole", "the zipper of my jacket needs fixing",
                "how much is a repair",
            ]),
    ]
}
