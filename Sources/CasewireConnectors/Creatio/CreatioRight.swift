/// What a request was for, to say what to grant when it is refused.
enum CreatioRight: String, Sendable {
    case read, add, edit, delete

    /// The column of Creatio's table of operation permissions.
    var permission: String {
        switch self {
        case .read: "Read"
        case .add: "Create"
        case .edit: "Update"
        case .delete: "Delete"
        }
    }
}
