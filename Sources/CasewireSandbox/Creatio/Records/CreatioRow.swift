/// One stored row: a value for each column of its object, in the order of the schema.
package struct CreatioRow: Sendable, Equatable {
    package var values: [CreatioValue]
    /// Where the row stands among all rows ever inserted into its object.
    package internal(set) var sequence = 0

    package init(values: [CreatioValue]) {
        self.values = values
    }

    package var id: GUID { values[EntitySchema.Base.id].guid ?? .zero }
    package var modifiedOn: CreatioTime {
        values[EntitySchema.Base.modifiedOn].time ?? CreatioTime(ticks: 0)
    }

    package subscript(place: Int) -> CreatioValue {
        get { values[place] }
        set { values[place] = newValue }
    }
}
