package completion

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sluice-lsp/sluice/completion/verdict"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

func TestUnknownPackages(t *testing.T) {
	type files map[string]string
	requirements := files{
		"requirements.txt": "# ours\nPyYAML>=6\nrequests[socks]==2.32.0 ; python_version > '3.8'\n-r more/dev.txt\n",
		"more/dev.txt":     "beautifulsoup4\npython-dateutil\n",
	}
	pyproject := files{"pyproject.toml": "[project]\nname='shop'\ndependencies=['httpx>=0.27']\n"}
	gomod := files{"go.mod": "module example.org/shop\n\nrequire golang.org/x/text v0.1.0\n"}
	node := files{"package.json": `{"dependencies": {"lodash": "4", "@a/b": "1"}}`, "node_modules/left-pad/index.js": ""}
	pom := files{"pom.xml": `<project><groupId>org.shop</groupId><dependencies><dependency><groupId>org.springframework.boot</groupId></dependency>
		<dependency><groupId>junit</groupId></dependency></dependencies></project>`}
	for _, c := range []struct {
		name   string
		files  files
		path   string
		insert string
		want   verdict.Kind
		note   bool
	}{
		{"in the library", requirements, "a.py", "import json, os.path", verdict.Passed, false},
		{"in the requirements", requirements, "a.py", "import requests", verdict.Passed, false},
		{"by another name", requirements, "a.py", "import yaml\nfrom bs4 import BeautifulSoup", verdict.Passed, false},
		{"a part of a name", requirements, "a.py", "from dateutil import parser", verdict.Passed, false},
		{"made up", requirements, "a.py", "import requests_easy_auth", verdict.Withheld, false},
		{"made up, from", requirements, "a.py", "from flask_secure_shield import Shield", verdict.Withheld, false},
		{"made up, behind good lines", requirements, "a.py", "x = 1\nimport flask_secure_shield\n", verdict.Trimmed, false},
		{"the project's own", files{"requirements.txt": "", "src/shop/views.py": ""}, "a.py", "import shop.views, views", verdict.Passed, false},
		{"relative", requirements, "a.py", "from . import x\nfrom .y import z", verdict.Passed, false},
		{"imported already", files{"requirements.txt": "", "a.py": "import odd\n"}, "a.py", "import odd.more", verdict.Passed, false},
		{"no manifest", nil, "a.py", "import requests_easy_auth", verdict.Passed, true},
		{"a manifest that is a program", files{"setup.py": "", "requirements.txt": ""}, "a.py", "import requests_easy_auth", verdict.Passed, true},
		{"an editable requirement", files{"requirements.txt": "-e git+https://example.org/x\n"}, "a.py", "import requests_easy_auth", verdict.Passed, true},
		{"pyproject", pyproject, "a.py", "import httpx", verdict.Passed, false},
		{"not in pyproject", pyproject, "a.py", "import aiohttpx", verdict.Withheld, false},
		{"broken pyproject", files{"pyproject.toml": "[project\n"}, "a.py", "import aiohttpx", verdict.Passed, true},
		{"Poetry", files{"pyproject.toml": "[tool.poetry]\nname='shop'\n[tool.poetry.dependencies]\nrich='^13'\n"}, "a.py", "import rich.table", verdict.Passed, false},
		{"Pipenv", files{"Pipfile": "[packages]\nrich='*'\n"}, "a.py", "import ritch", verdict.Withheld, false},
		{"setup.cfg", files{"setup.cfg": "[metadata]\nname = shop\n[options]\ninstall_requires =\n    rich>=13\n"}, "a.py", "import rich", verdict.Passed, false},
		{"not in setup.cfg", files{"setup.cfg": "[metadata]\nname = shop\n[options]\ninstall_requires =\n    rich>=13\n"}, "a.py", "import ritch", verdict.Withheld, false},
		{"Go's library", gomod, "a.go", `import "crypto/sha256"`, verdict.Passed, false},
		{"a required module", gomod, "a.go", `import "golang.org/x/text/unicode/norm"`, verdict.Passed, false},
		{"the module itself", gomod, "a.go", `import "example.org/shop/db"`, verdict.Passed, false},
		{"no such module", gomod, "a.go", `import "github.com/goccyy/go-yaml"`, verdict.Withheld, false},
		{"Node's library", node, "a.js", "import fs from 'node:fs';\nconst p = require('path');", verdict.Passed, false},
		{"a package", node, "a.js", "import x from 'lodash/fp';\nimport y from '@a/b/c';", verdict.Passed, false},
		{"an installed one", node, "a.js", "import x from 'left-pad';", verdict.Passed, false},
		{"no such package", node, "a.js", "import x from 'lodash-secure-merge';", verdict.Withheld, false},
		{"no such package, required", node, "a.js", "const x = require('lodash-secure-merge');", verdict.Withheld, false},
		{"an alias", node, "a.js", "import x from '@/components/x';\nimport y from './y';", verdict.Passed, false},
		{"no such package, re-exported", node, "a.js", "export * from 'lodash-secure-merge';", verdict.Withheld, false},
		{"made up, dotted", requirements, "a.py", "import requests_easy_auth.tokens", verdict.Withheld, false},
		{"made up, dotted, by another name", requirements, "a.py", "import requests_easy_auth.tokens as json", verdict.Withheld, false},
		{"made up, in a call", requirements, "a.py", "x = __import__('requests_easy_auth')", verdict.Withheld, false},
		{"made up, by importlib", requirements, "a.py", "x = importlib.import_module('requests_easy_auth.x')", verdict.Withheld, false},
		{"Java's library", pom, "A.java", "import java.util.List;\nimport org.w3c.dom.Document;", verdict.Passed, false},
		{"a package of a dependency", pom, "A.java", "import org.springframework.web.bind.annotation.GetMapping;", verdict.Passed, false},
		{"a group of one label", pom, "A.java", "import org.junit.Test;", verdict.Passed, false},
		{"the project's own in Java", files{"pom.xml": "<project/>", "src/org/shop/db/A.java": ""}, "A.java", "import org.shop.db.A;", verdict.Passed, false},
		{"of no dependency", pom, "A.java", "import com.securejson.Parser;", verdict.Passed, true},
		{"Gradle", files{"build.gradle": "dependencies { implementation 'com.google.guava:guava:33.0' }"}, "A.java", "import com.google.common.io.Files;", verdict.Passed, false},
		{"nothing is needed", files{"pom.xml": "<project><groupId>org.shop</groupId></project>"}, "A.java", "import com.securejson.Parser;", verdict.Withheld, false},
		{"names are mapped", files{"package.json": "{}", "tsconfig.json": `{"compilerOptions": {"paths": {"app/*": ["src/*"]}}}`}, "a.ts", "import x from 'app/x';", verdict.Passed, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			for name, text := range c.files {
				file := filepath.Join(dir, filepath.FromSlash(name))
				if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			text := c.files[c.path]
			if strings.HasSuffix(c.path, ".go") {
				text = "package shop\n\n"
			}
			doc := &Document{Path: filepath.Join(dir, c.path), Root: dir, Language: syntax.ByPath(c.path), Text: text}
			o := builtinGate(t).Check(doc, syntax.Span{Start: len(text), End: len(text)}, c.insert)
			if o.Verdict.Kind != c.want || o.Verdict.Shown() && (len(o.Verdict.Notes) > 0) != c.note {
				t.Errorf("%s (%s), notes %q", o.Verdict.Kind, o.Verdict.Reason, o.Verdict.Notes)
			}
		})
	}
}
