package workspace

import (
	"encoding/xml"
	"regexp"
	"strings"
)

// pom reads the groups of Maven's dependencies. What these hold, and which others they bring, it does not say: only one
// without any is certain.
func pom(m *manifests, _, text string) bool {
	var file struct {
		Group  string `xml:"groupId"`
		Parent *struct {
			Group string `xml:"groupId"`
		} `xml:"parent"`
		Needs []struct {
			Group string `xml:"groupId"`
		} `xml:"dependencies>dependency"`
		Managed []struct {
			Group string `xml:"groupId"`
		} `xml:"dependencyManagement>dependencies>dependency"`
	}
	if xml.Unmarshal([]byte(text), &file) != nil {
		return false
	}
	m.need(file.Group)
	if file.Parent != nil {
		m.need(file.Parent.Group)
	}
	for _, d := range append(file.Needs, file.Managed...) {
		m.need(d.Group)
	}
	return file.Parent == nil && len(file.Needs) == 0 && !strings.Contains(text, "<modules>") && !strings.Contains(text, "<profiles>")
}

// coordinates matches an artefact as Gradle's scripts and lock files write it.
var coordinates = regexp.MustCompile(`(?:["']|(?m:^))([A-Za-z0-9_.-]+):[A-Za-z0-9_.-]+(?::[^"'\s]*)?(?:["']|=|$)`)

// gradle reads the groups of artefacts that a script names. A script is a program: it may need more.
func gradle(m *manifests, _, text string) bool {
	for _, found := range coordinates.FindAllStringSubmatch(text, maxNames) {
		m.need(found[1])
	}
	return false
}
