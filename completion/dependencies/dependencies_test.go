package dependencies

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// TestLibrariesAreTrue asks each language's own tool what its library holds.
func TestLibrariesAreTrue(t *testing.T) {
	for _, c := range []struct {
		lang    *syntax.Language
		command []string
		foreign string
	}{
		{syntax.Go, []string{"go", "list", "std"}, "github.com/x/y"},
		{syntax.Python, []string{"python3", "-c", "import sys; print(*sys.stdlib_module_names)"}, "requests"},
		{syntax.JavaScript, []string{"node", "-p", "require('module').builtinModules.filter(m => m[0] != '_').join(' ')"}, "lodash"},
	} {
		t.Run(c.lang.Name, func(t *testing.T) {
			if InLibrary(c.lang, c.foreign) {
				t.Errorf("%s is in the library", c.foreign)
			}
			out, err := exec.Command(c.command[0], c.command[1:]...).Output()
			if err != nil {
				t.Skipf("%s is not installed here: %v", c.command[0], err)
			}
			for _, module := range strings.Fields(string(out)) {
				if !strings.Contains(module, "internal") && !strings.HasPrefix(module, "vendor/") && !InLibrary(c.lang, module) {
					t.Errorf("%s is not in the list", module)
				}
			}
		})
	}
}
