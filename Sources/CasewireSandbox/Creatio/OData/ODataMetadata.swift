/// `$metadata`: the objects as CSDL, in the shape recorded from a real site.
///
/// Texts carry `Nullable="false"` whether required or not, lookups a GUID property and a navigation; sizes and
/// defaults are not told.
enum ODataMetadata {
    static func xml(for schema: CreatioSchema, hiding hidden: [String]) -> String {
        let entities = schema.entities.filter { !hidden.contains($0.name) }
        var xml = """
            <?xml version="1.0" encoding="utf-8"?><edmx:Edmx Version="4.0" \
            xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>\
            <Schema Namespace="\(CreatioSchema.namespace)" xmlns="http://docs.oasis-open.org/odata/ns/edm">
            """
        for entity in entities {
            xml += "<EntityType Name=\"\(entity.name)\"><Key><PropertyRef Name=\"Id\" /></Key>"
            for column in entity.columns {
                let nullable = column.edmType == "Edm.String" ? " Nullable=\"false\"" : ""
                xml += "<Property Name=\"\(column.property)\" Type=\"\(column.edmType)\"\(nullable) />"
            }
            for column in entity.columns {
                guard let target = column.target, !hidden.contains(target) else { continue }
                let partner =
                    ["CreatedBy", "ModifiedBy"].contains(column.name)
                    ? "" : " Partner=\"\(entity.name)CollectionBy\(column.name)\""
                xml += "<NavigationProperty Name=\"\(column.name)\" "
                xml += "Type=\"\(CreatioSchema.namespace).\(target)\"\(partner) />"
            }
            for reference in references(to: entity, in: schema, hiding: hidden) {
                xml += "<NavigationProperty Name=\"\(reference.collection)\" "
                xml += "Type=\"Collection(\(CreatioSchema.namespace).\(reference.entity))\" "
                xml += "Partner=\"\(reference.columnName)\" />"
            }
            xml += "</EntityType>"
        }
        xml += "</Schema><Schema Namespace=\"Default\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">"
        xml += "<EntityContainer Name=\"Container\">"
        for entity in entities {
            xml +=
                "<EntitySet Name=\"\(entity.name)\" EntityType=\"\(CreatioSchema.namespace).\(entity.name)\">"
            for column in entity.columns {
                guard let target = column.target, !hidden.contains(target) else { continue }
                xml += "<NavigationPropertyBinding Path=\"\(column.name)\" Target=\"\(target)\" />"
            }
            for reference in references(to: entity, in: schema, hiding: hidden) {
                xml += "<NavigationPropertyBinding Path=\"\(reference.collection)\" "
                xml += "Target=\"\(reference.entity)\" />"
            }
            xml += "</EntitySet>"
        }
        return xml + "</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>"
    }

    private static func references(
        to entity: EntitySchema, in schema: CreatioSchema, hiding hidden: [String]
    ) -> [CreatioSchema.Reference] {
        schema.references(to: entity.name).filter {
            !["CreatedBy", "ModifiedBy"].contains($0.columnName) && !hidden.contains($0.entity)
        }
    }
}
