import Casewire
import Testing

@testable import CasewireConnectors

struct CreatioMetadataTests {
    static let document = """
        <?xml version="1.0" encoding="utf-8"?>
        <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
         <edmx:DataServices>
          <Schema Namespace="Terrasoft.Configuration.OData" xmlns="http://docs.oasis-open.org/odata/ns/edm">
           <EntityType Name="CaseProduct"><Key><PropertyRef Name="Id"/></Key>
            <Property Name="Id" Type="Edm.Guid"/><Property Name="Name" Type="Edm.String" Nullable="false"/></EntityType>
           <EntityType Name="SomethingElse"><Property Name="Id" Type="Edm.Guid"/></EntityType>
           <EntityType Name="Case">
            <Key><PropertyRef Name="Id"/></Key>
            <Property Name="Id" Type="Edm.Guid"/>
            <Property Nullable="false" Type="Edm.String" Name="Subject"/>
            <Property Name="StatusId" Type="Edm.Guid"/>
            <Property Name="UsrProductId" Type="Edm.Guid"/>
            <Property Name="ProcessElementId" Type="Edm.Guid"/>
            <Property Name="RegisteredOn" Type="Edm.DateTimeOffset"/>
            <NavigationProperty Name="Status" Type="Terrasoft.Configuration.OData.CaseStatus" Partner="CaseCollectionByStatus"/>
            <NavigationProperty Name="UsrProduct" Type="Terrasoft.Configuration.OData.CaseProduct"/>
            <NavigationProperty Name="ActivityCollectionByCase" Type="Collection(Terrasoft.Configuration.OData.Activity)"/>
           </EntityType>
           <EntityType Name="CaseStatus" BaseType="Terrasoft.Configuration.OData.BaseLookup">
            <Property Name="IsFinal" Type="Edm.Boolean"/></EntityType>
           <EntityType Name="BaseLookup"><Property Name="Id" Type="Edm.Guid"/><Property Name="Name" Type="Edm.String"/></EntityType>
          </Schema>
          <Schema Namespace="Default"><EntityContainer Name="Container">
           <EntitySet Name="Case" EntityType="Terrasoft.Configuration.OData.Case"/></EntityContainer></Schema>
         </edmx:DataServices>
        </edmx:Edmx>
        """

    @Test
    func `columns and lookups of the objects of interest are found`() throws {
        let columns = try #require(CreatioMetadata.columns(in: Array(Self.document.utf8)))
        #expect(
            columns["Case"] == [
                RowColumn(name: "Id", type: "Guid", lookup: nil),
                RowColumn(name: "Subject", type: "String", lookup: nil),
                RowColumn(name: "StatusId", type: "Guid", lookup: "CaseStatus"),
                RowColumn(name: "UsrProductId", type: "Guid", lookup: "CaseProduct"),
                RowColumn(name: "ProcessElementId", type: "Guid", lookup: nil),
                RowColumn(name: "RegisteredOn", type: "DateTimeOffset", lookup: nil),
            ])
        #expect(columns["CaseProduct"]?.map(\.name) == ["Id", "Name"])
        #expect(columns["SomethingElse"] == nil)
    }

    @Test
    func `inherited columns are the object's own`() throws {
        let columns = try #require(CreatioMetadata.columns(in: Array(Self.document.utf8)))
        #expect(columns["CaseStatus"]?.map(\.name) == ["Id", "Name", "IsFinal"])
    }

    @Test
    func `prefixes do not matter`() throws {
        let prefixed = """
            <x:Edmx xmlns:x="a" xmlns:y="b"><y:EntityType Name="Contact"><y:Property Name="Id" Type="Edm.Guid"/>\
            </y:EntityType></x:Edmx>
            """
        #expect(CreatioMetadata.columns(in: Array(prefixed.utf8))?["Contact"]?.count == 1)
    }

    @Test(arguments: ["", "<html>", "{}", "<Edmx><EntityType Name=\"Case\">"])
    func `what is cut off or no document is told`(_ text: String) {
        #expect(CreatioMetadata.columns(in: Array(text.utf8)) == nil)
    }

    @Test
    func `a document of a thousand objects is read`() throws {
        let objects = (0..<1000).map { object in
            "<EntityType Name=\"Usr\(object)\">"
                + (0..<20).map { "<Property Name=\"C\($0)\" Type=\"Edm.String\"/>" }.joined()
                + "</EntityType>"
        }
        let document = Self.document.split(separator: "<EntityType Name=\"Case\">", maxSplits: 1)
        let long = document[0] + objects.joined() + "<EntityType Name=\"Case\">" + document[1]
        #expect(CreatioMetadata.columns(in: Array(long.utf8))?["Case"]?.count == 6)
    }
}
