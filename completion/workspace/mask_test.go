package workspace

import (
	"strings"
	"testing"
)

// Keys are put together here, so that no scanner takes this file for a leak.
func key(parts ...string) string { return strings.Join(parts, "") }

var drawn = "q7Zp2Lx9Vb4Tn6Rw8Kc3Mf5Hd1Js0GyAeUiOqXz"

func TestMask(t *testing.T) {
	t.Parallel()
	for name, secret := range map[string]string{
		"AWS": key("AKIA", "IOSFODNN7EXAMPLQ"), "GitHub": key("ghp_", drawn), "GitHub fine": key("github_pat_", drawn), "GitLab": key("glpat-", drawn),
		"Slack": key("xoxb-", drawn), "Stripe": key("sk_live_", drawn), "OpenAI": key("sk-proj-", drawn), "Google": key("AIza", drawn[:35]),
		"npm": key("npm_", drawn[:36]), "PyPI": key("pypi-", drawn, drawn), "Hugging Face": key("hf_", drawn), "JWT": key("eyJ", drawn, ".eyJ", drawn, ".", drawn),
	} {
		for _, around := range []string{"x = \"%s\"", "# %s", "call(%s)"} {
			text := strings.ReplaceAll(around, "%s", secret)
			if got, want := Mask(text), strings.ReplaceAll(around, "%s", Masked); got != want {
				t.Errorf("%s: %q, want %q", name, got, want)
			}
		}
	}
}

func TestMaskByName(t *testing.T) {
	t.Parallel()
	for _, line := range []string{
		`password = "%s"`, `API_KEY: "%s"`, `const clientSecret = '%s';`, `{"access_token": "%s"}`, `os.environ["DB_PASSWORD"] = "%s"`, `auth(token="%s")`,
		"passphrase := `%s`", `private static final String SECRET_KEY = "%s";`, `headers["Authorization"] = "%s"`, `token=b'%s'`,
	} {
		text := strings.ReplaceAll(line, "%s", "hunter2-9xQv")
		if got, want := Mask(text), strings.ReplaceAll(line, "%s", Masked); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestMaskInURLsAndKeys(t *testing.T) {
	t.Parallel()
	if got := Mask("db = 'postgres://app:s3cr3t@db.example/x'"); got != "db = 'postgres://app:"+Masked+"@db.example/x'" {
		t.Errorf("got %q", got)
	}
	head, foot := key("-----BEGIN RSA PRIVATE", " KEY-----"), key("-----END RSA PRIVATE", " KEY-----")
	if got := Mask("k = \"\"\"" + head + "\nMIIE" + drawn + "\n" + foot + "\"\"\""); got != "k = \"\"\""+head+Masked+foot+"\"\"\"" {
		t.Errorf("got %q", got)
	}
	if got := Mask(head + "\nMIIE" + drawn); got != head+Masked {
		t.Errorf("a key without an end: %q", got)
	}
	if got := Mask(drawn + "\n" + drawn + "==\n" + foot + "\nx = 1\n"); got != Masked+foot+"\nx = 1\n" {
		t.Errorf("a key without a beginning: %q", got)
	}
}

// TestCodeIsNotMasked holds what looks a little like secrets and is code.
func TestCodeIsNotMasked(t *testing.T) {
	t.Parallel()
	for _, line := range []string{
		`token = get_token("primary-key")`, `password = os.environ["DB_PASSWORD"]`, `secret: "${SECRET_FROM_VAULT_1}"`, `api_key = "your-api-key-1234"`,
		`TOKEN_URL = "https://login.example/oauth2/token"`, `password = "changeme123"`, `if key == "Content-Length-2":`, `tokens = tokenizer("some words here")`,
		`SECRET_NAME = "projects/main/secret/database"`, `key = "abc"`, `class TokenKind: pass`, `url = "http://localhost:8080/a@b"`,
		`hash = "d41d8cd98f00b204e9800998ecf8427e"`, `task-based sk-learn models are fine`, `password = "<password-1>"`, `password = "********1"`,
	} {
		if got := Mask(line); got != line {
			t.Errorf("%q became %q", line, got)
		}
	}
}

func TestMaskAround(t *testing.T) {
	t.Parallel()
	secret := key("ghp_", drawn)
	text := "a = 1\nb = '" + secret + "'\nc = 2\n"
	for cursor := range len(text) {
		before, after := MaskAround(text[:cursor], text[cursor:])
		all := before + after
		for n := 12; n <= len(secret); n++ {
			if strings.Contains(all, secret[:n]) || strings.Contains(all, secret[len(secret)-n:]) {
				t.Fatalf("at %d: %q and %q", cursor, before, after)
			}
		}
		if strings.ReplaceAll(strings.ReplaceAll(all, Masked+Masked, Masked), Masked, secret) != text {
			t.Errorf("at %d: %q and %q", cursor, before, after)
		}
	}
}

func FuzzMask(f *testing.F) {
	f.Add("password = 'hunter2-9xQv' # x", 5)
	f.Add("postgres://a:b1c2d3@h AKIA0123456789ABCDEF", 20)
	f.Add(key("-----BEGIN PRIVATE", " KEY-----\nabc\n-----END"), 30)
	f.Fuzz(func(t *testing.T, text string, cursor int) {
		masked := Mask(text)
		if again := Mask(masked); again != masked {
			t.Errorf("%q became %q, and then %q", text, masked, again)
		}
		cursor = max(0, min(cursor, len(text)))
		before, after := MaskAround(text[:cursor], text[cursor:])
		if all := before + after; all != masked && strings.ReplaceAll(all, Masked+Masked, Masked) != strings.ReplaceAll(masked, Masked+Masked, Masked) {
			t.Errorf("%q around %d: %q, want %q", text, cursor, all, masked)
		}
	})
}

func BenchmarkMask(b *testing.B) {
	line := "func (s *Server) handle(w http.ResponseWriter, r *http.Request) error { return s.next(w, r.Context(), keys[0]) }\n"
	text := strings.Repeat(line, 500)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Mask(text)
	}
}
