import Casewire
package import Hummingbird
import NIOCore

/// What is known of a request before its caller is.
package struct WebContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The address that the connection comes from: the client's, or a proxy's.
    let peer: String
    /// Set where an API key was shown and holds.
    var key: APIKey?
    /// Set where a browser is signed in.
    var signIn: SignIn?
    /// The newest live event before anything was read for this request.
    var liveCursor = ""

    package init(source: Source) {
        coreContext = CoreRequestContextStorage(source: source)
        peer = source.channel.remoteAddress?.ipAddress ?? "local"
    }
}

/// What is known of a request whose caller has been recognised.
protocol CallerContext: ChildRequestContext where ParentContext == WebContext {
    var role: Operator.Role { get }
    /// Names the caller on timelines.
    var callerName: String { get }
}

/// A request that shows a valid API key.
struct KeyContext: CallerContext {
    var coreContext: CoreRequestContextStorage
    let key: APIKey

    init(context: WebContext) throws {
        guard let key = context.key else { throw Problem.noKey }
        self.key = key
        coreContext = context.coreContext
    }

    var role: Operator.Role { key.role }
    var callerName: String { "API key \(key.name)" }
}

/// A request of a browser in which an operator is signed in.
struct BrowserContext: CallerContext {
    var coreContext: CoreRequestContextStorage
    let signIn: SignIn
    let liveCursor: String

    init(context: WebContext) throws {
        guard let signIn = context.signIn else { throw Problem.notSignedIn }
        self.signIn = signIn
        liveCursor = context.liveCursor
        coreContext = context.coreContext
    }

    var role: Operator.Role { signIn.person.role }
    var callerName: String { signIn.person.email }
}

extension RequestContext {
    /// A part of the path; the router made sure that it is there.
    func parameter(_ name: String) throws -> String {
        guard let value = parameters.get(name) else { throw Problem.notFound }
        return value
    }

    func sessionID() throws -> Session.ID {
        Session.ID(rawValue: try parameter("id").lowercased())
    }
}
