package settings

import "strings"

// didYouMean returns a hint at the known key or section that is nearest to an unknown one.
func didYouMean(key string) string {
	best, distance := "", len(key)/3+2
	for _, s := range schema {
		for _, known := range withSections(s.name()) {
			d := editDistance(key, known)
			if leafName(known) == leafName(key) {
				d = min(d, 2) // the right name at the wrong place
			}
			if d < distance {
				best, distance = known, d
			}
		}
	}
	if best == "" {
		return ""
	}
	return "; did you mean " + best + "?"
}

// withSections returns the key and the sections around it.
func withSections(key string) []string {
	names := []string{key}
	for i := strings.LastIndexByte(key, '.'); i >= 0; i = strings.LastIndexByte(key[:i], '.') {
		names = append(names, key[:i])
	}
	return names
}

func leafName(key string) string { return key[strings.LastIndexByte(key, '.')+1:] }

// editDistance counts the insertions, deletions and substitutions of bytes between two keys
// (Wagner and Fischer's algorithm, in one row). Keys longer than any setting are far from all of them.
func editDistance(a, b string) int {
	if len(a) > 64 {
		return len(a)
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}
