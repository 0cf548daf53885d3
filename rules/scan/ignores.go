package scan

// Ignores are the patterns of ignore files, in git's language, the stronger ones last. They say what to
// leave out of a tree whose paths are absolute and slash-separated.
type Ignores []ignorePattern

// ParseIgnores reads the text of an ignore file that lies in a folder.
func ParseIgnores(folder, text string) Ignores { return parseIgnore(folder, text) }

// Exclude reports whether a path is to be left out. A path below a folder that is left out is left out
// too, but only the caller knows the folders.
func (i Ignores) Exclude(path string, folder bool) bool { return ignores(i, path, folder) }
