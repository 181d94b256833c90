/// A JSON value of a shape not known beforehand, whoever it comes from.
typealias JSONValue = CreatioJSON
