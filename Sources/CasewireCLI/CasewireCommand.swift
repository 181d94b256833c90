@main struct CasewireCommand { static func main() {} }
