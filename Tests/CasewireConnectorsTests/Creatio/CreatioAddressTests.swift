import Casewire
import Testing

@testable import CasewireConnectors

struct CreatioAddressTests {
    @Test(arguments: [
        ("https://acme.creatio.com", "https://acme.creatio.com"),
        ("https://acme.creatio.com/", "https://acme.creatio.com"),
        ("  HTTPS://Acme.Creatio.COM/0 ", "https://acme.creatio.com"),
        ("acme.creatio.com", "https://acme.creatio.com"),
        ("https://acme.creatio.com/0/odata/Case?$top=1", "https://acme.creatio.com"),
        ("https://acme.creatio.com/odata/", "https://acme.creatio.com"),
        (
            "https://acme.creatio.com/0/Nui/ViewModule.aspx#SectionModuleV2/CaseSection",
            "https://acme.creatio.com"
        ),
        ("https://acme.creatio.com/Login/NuiLogin.aspx?ReturnUrl=%2f0%2f", "https://acme.creatio.com"),
        ("https://acme.creatio.com/ServiceModel/AuthService.svc/Login", "https://acme.creatio.com"),
        ("https://acme.creatio.com#home", "https://acme.creatio.com"),
        ("https://user:word@acme.creatio.com:8443/0", "https://acme.creatio.com:8443"),
        ("http://crm.local/service/0/Shell/", "http://crm.local/service"),
        ("http://crm.local/service/index.html", "http://crm.local/service"),
        ("127.0.0.1:8090", "http://127.0.0.1:8090"),
        ("localhost:8090/0/", "http://localhost:8090"),
        ("http://[::1]:8090/odata", "http://[::1]:8090"),
    ])
    func `any spelling leads to the site's root`(_ spelling: String, _ root: String) throws {
        #expect(try CreatioAddress(site: spelling).site == root)
    }

    @Test(arguments: [
        "", "   ", "https://", "ftp://acme.creatio.com", "https://acme creatio", "http://a:99999", "/0",
    ])
    func `what is no address is refused in words`(_ spelling: String) {
        #expect {
            try CreatioAddress(site: spelling)
        } throws: { error in
            guard case .signInRefused(let reason) = error as? CaseSystemFailure else { return false }
            return reason.contains("not the address of Creatio")
        }
    }

    @Test(arguments: [
        ("https://acme.creatio.com/0", "https://acme-is.creatio.com"),
        ("https://acme-is.creatio.com", "https://acme-is.creatio.com"),
        ("https://crm.example.org:8443/app/0", "https://crm-is.example.org:8443"),
        ("http://127.0.0.1:8090", "http://127.0.0.1:8090"),
        ("http://crm:8090", "http://crm:8090"),
    ])
    func `the identity service is beside the site`(_ site: String, _ identity: String) throws {
        #expect(try CreatioAddress(site: site).identity == identity)
    }

    @Test
    func `a given identity service is used, however spelled`() throws {
        let address = try CreatioAddress(
            site: "https://acme.creatio.com", identity: "https://login.example.org/is/connect/token")
        #expect(address.token == "https://login.example.org/is/connect/token")
        #expect(try CreatioAddress(site: "https://acme.creatio.com", identity: " ").identity.contains("-is."))
    }

    @Test
    func `services are below the flavour's prefix and the sign-in is not`() throws {
        let address = try CreatioAddress(site: "https://acme.creatio.com")
        #expect(address.odata("Case", .framework) == "https://acme.creatio.com/0/odata/Case")
        #expect(address.odata("Case", .net) == "https://acme.creatio.com/odata/Case")
        #expect(address.service("/rest/X", .framework) == "https://acme.creatio.com/0/rest/X")
        #expect(address.signIn == "https://acme.creatio.com/ServiceModel/AuthService.svc/Login")
    }
}
