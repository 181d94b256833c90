import Testing

@testable import Casewire

struct PermissionTests {
    private static let table: [Permission: [Operator.Role]] = [
        .read: [.owner, .admin, .rep, .viewer],
        .answer: [.owner, .admin, .rep],
        .seeHealth: [.owner, .admin, .rep],
        .retryJobs: [.owner, .admin],
        .configure: [.owner, .admin],
        .managePeople: [.owner, .admin],
    ]

    @Test(arguments: Operator.Role.allCases, Permission.allCases)
    func `each role may do what the table says`(role: Operator.Role, permission: Permission) throws {
        let allowed = try #require(Self.table[permission])
        #expect(role.may(permission) == allowed.contains(role))
    }
}
