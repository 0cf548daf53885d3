// Package packs holds the rules that come with sluice, and the fixtures that show what they find.
//
// A rule file lies beside its fixtures in the folder of its language. The package knows no rule by name.
package packs

import (
	"embed"
	"fmt"
	"sync"

	"github.com/sluice-lsp/sluice/rules"
)

//go:embed c go java javascript python
var files embed.FS

// Builtin returns the rules that come with sluice. They are read once.
var Builtin = sync.OnceValue(func() *rules.Pack {
	p, err := rules.Load(files, ".")
	if err != nil {
		// The folders are part of the program: this cannot depend on the machine.
		panic(fmt.Sprintf("loading the built-in packs: %v", err))
	}
	return p
})
