// Package editortest tests sluice's clients in the real editors: it builds the binary, starts an editor with the
// client as its README says, types, and looks at what the editor shows.
//
// Each editor goes the same way: ghost text or a menu entry appears, a key accepts it, what a rule withheld is not
// shown but explained, a finding is fixed by its code action, and a model server that hangs or dies neither holds up
// typing nor fills the screen with messages.
//
// The editors are those in the folder bin of $SLUICE_EDITORS, as .ci/editors brings them, or those on PATH. A test
// whose editor is not there skips and says so; with SLUICE_REQUIRE=1 it fails. What was shown is written to the folder
// $SLUICE_ARTIFACTS, if that is set.
package editortest
