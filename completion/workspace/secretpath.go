package workspace

import (
	"path"
	"path/filepath"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// secretNames are globs of files that hold secrets by their purpose. They match the base name, in any
// case. They are the union of what editors and completion servers leave out, less what would leave out
// code: credentials.json is a secret, credentials.go is not.
var secretNames = []string{
	// environments
	".env*", "*.env", "*.env.*", ".flaskenv",
	// private keys and certificates
	"*.pem", "*.key", "*.p8", "*.p12", "*.pfx", "*.jks", "*.keystore", "*.truststore", "*.ppk", "*.crt", "*.cer", "*.der",
	"id_rsa*", "id_dsa*", "id_ecdsa*", "id_ed25519*", "*.gpg", "*.pgp", "*.asc", "*.age", "*.kdbx", "*.kdb", "*.ovpn", "*.mobileprovision",
	// credentials of tools
	".netrc", "_netrc", ".pgpass", ".my.cnf", ".mylogin.cnf", ".npmrc", ".yarnrc.yml", ".pypirc", ".htpasswd", ".git-credentials", ".dockercfg",
	".s3cfg", ".boto", "rclone.conf", ".terraformrc", "terraform.rc", "*.tfvars", "*.tfvars.json", "*.tfstate", "*.tfstate.*", ".vault-token",
	"kubeconfig", "*.kubeconfig", "auth.json", "service-account*.json", "service_account*.json", "google-services.json", "wallet.dat", "*.rdp",
	"credentials", "*.credentials", "{*[._-],}credential{s,}.{json,yaml,yml,toml,ini,xml,properties,txt,csv,cfg,conf,enc}",
	"secret{s,}", "*.secret{s,}", "{*[._-],}secret{s,}.{json,yaml,yml,toml,ini,xml,properties,txt,csv,cfg,conf,enc}",
	"token", "*.token", "{*[._-],}token{s,}.{json,yaml,yml,txt}", "password{s,}", "password{s,}.{txt,csv,json,yaml,yml}",
	"appsettings.*.json", "docker-compose.override.y{a,}ml", "local.settings.json",
	// data and left-overs
	"*.sqlite", "*.sqlite3", "*.db", "*.mdb", "*.accdb", "*.bak", "*.backup", "*.old", "*.orig", "*.dump", ".*_history",
}

// secretFolders are folders of which nothing is sent.
var secretFolders = map[string]bool{
	".ssh": true, ".gnupg": true, ".aws": true, ".azure": true, ".gcp": true, ".gcloud": true, ".kube": true, ".docker": true,
	".secret": true, ".secrets": true, ".password-store": true, ".terraform": true, ".git": true,
}

// SecretPath returns why a file is never sent because of its path alone, as one sentence, or "".
func SecretPath(file string) string {
	file = strings.ToLower(filepath.ToSlash(file))
	name := path.Base(file)
	for _, glob := range secretNames {
		if doublestar.MatchUnvalidated(glob, name) {
			return "files named like " + name + " hold secrets, so they are never sent"
		}
	}
	for _, folder := range strings.Split(path.Dir(file), "/") {
		if secretFolders[folder] {
			return "files in " + folder + " hold secrets, so they are never sent"
		}
	}
	return ""
}
