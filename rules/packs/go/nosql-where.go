//go:build ignore

package fixture

func nosqlWhere(name string) {
	// ruleid: go.nosql-where
	a := bson.M{"$where": "this.name == '" + name + "'"}
	// ruleid: go.nosql-where
	b := bson.M{"active": true, "$where": fmt.Sprintf("this.age > %s", name)}
	use(a, b)
}

func nosqlWhereNearMisses(name string) {
	// ok: go.nosql-where
	a := bson.M{"$where": "this.a == this.b"}
	// ok: go.nosql-where
	b := bson.M{"name": name}
	use(a, b)
}
