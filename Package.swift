// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let httpClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(name: "HummingbirdTesting", package: "hummingbird")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioFoundation = Target.Dependency.product(name: "NIOFoundationCompat", package: "swift-nio")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
    name: "casewire",
    products: [
        .executable(name: "casewire", targets: ["CasewireCLI"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        .target(
            name: "CPhoneNumber",
            linkerSettings: [.linkedLibrary("phonenumber"), .linkedLibrary("stdc++")]
        ),
        .target(name: "CLinear", linkerSettings: [.linkedLibrary("linear")]),
        .target(name: "CAssets"),
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),

        .target(
            name: "CasewireStorage", dependencies: ["CLibPQ", grdb, grdbSQLite], swiftSettings: strict),
        .target(
            name: "Casewire",
            dependencies: [
                "CasewireStorage", "CLinear", "CPhoneNumber", crypto, cryptoExtras, logging, serviceLifecycle,
            ],
            swiftSettings: strict
        ),
        .target(
            name: "CasewireConnectors",
            dependencies: ["Casewire", crypto, httpClient, logging, nioCore],
            swiftSettings: strict
        ),
        .target(name: "CasewirePages", dependencies: ["CAssets", mustache], swiftSettings: strict),
        .target(
            name: "CasewireWeb",
            dependencies: [
                "Casewire", "CasewireStorage", "CasewirePages", crypto, hummingbird, hummingbirdCore,
                httpTypes,
                logging, nioCore, serviceLifecycle,
            ],
            swiftSettings: strict
        ),
        .target(
            name: "CasewireSandbox",
            dependencies: [
                "CasewirePages", crypto, httpClient, hummingbird, hummingbirdCore, httpTypes, logging,
                nioCore,
                serviceLifecycle,
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "CasewireCLI",
            dependencies: [
                "Casewire", "CasewireStorage", "CasewireConnectors", "CasewirePages", "CasewireWeb",
                "CasewireSandbox", argumentParser, httpClient, logging, nioCore, nioFoundation,
                serviceLifecycle,
                unixSignals, yams,
            ],
            swiftSettings: strict
        ),

        .target(name: "TestPrograms", path: "Tests/TestPrograms", swiftSettings: strict),
        .target(
            name: "TestSupport",
            dependencies: ["Casewire", "CasewireStorage", "TestPrograms", logging],
            path: "Tests/TestSupport",
            swiftSettings: strict
        ),
        .testTarget(
            name: "CasewireStorageTests", dependencies: ["CasewireStorage", "TestPrograms", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "CasewireTests",
            dependencies: ["Casewire", "CasewireStorage", "TestPrograms", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "CasewireConnectorsTests",
            dependencies: [
                "Casewire", "CasewireConnectors", "CasewireSandbox", "CasewireStorage", "TestPrograms",
                "TestSupport", crypto, httpClient, hummingbird, hummingbirdTesting, logging, nioCore,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "CasewireWebTests",
            dependencies: [
                "Casewire", "CasewireStorage", "CasewireWeb", "CasewirePages", "TestSupport", crypto,
                hummingbird,
                hummingbirdTesting, httpTypes, logging, nioCore,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "CasewireSandboxTests",
            dependencies: [
                "CasewireSandbox", crypto, httpClient, hummingbird, hummingbirdTesting, httpTypes, logging,
                nioCore,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "CasewireCLITests",
            dependencies: ["CasewireCLI", "Casewire", "CasewireStorage", "TestPrograms", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "JourneyTests", dependencies: ["TestPrograms", httpClient, nioCore], swiftSettings: strict),
        .testTarget(
            name: "SimulationTests", dependencies: ["Casewire", "CasewireStorage", "TestSupport", logging],
            swiftSettings: strict),
        .testTarget(name: "TidyTests", swiftSettings: strict),
    ],
    cLanguageStandard: .gnu2x,
    cxxLanguageStandard: .cxx17
)
