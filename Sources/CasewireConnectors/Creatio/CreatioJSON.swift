import Casewire

/// JSON as Creatio writes and reads it.
typealias CreatioJSON = JSONValue
