import Glibc

/// The system's words for the error of the call just made.
func systemError() -> String {
    String(cString: strerror(errno))
}
