package settings

import (
	"errors"
	"fmt"
	"slices"
)

// What a source is told that wanted more than it may. Both complete "KEY …".
var errUserOnly = errors.New("only your own configuration may set this, a workspace may not; it is ignored")

func loosens(only string) error {
	return fmt.Errorf("a workspace may only %s; it is ignored", only)
}

// The functions below are values for leaf.tighten: what holds, and whether the wish is no looser than
// what the user has.

func onlyTo(strict bool) func(base, now, want bool) (bool, bool) {
	return func(_, _, want bool) (bool, bool) { return strict, want == strict }
}

func onlyLess(base, now, want int) (int, bool) { return min(now, want), want <= base }

func onlyShorter(base, now, want Duration) (Duration, bool) { return min(now, want), want <= base }

func onlyLonger(base, now, want Duration) (Duration, bool) { return max(now, want), want >= base }

// lowerOf takes the lower of two names in an ascending scale.
func lowerOf(scale []string) func(base, now, want string) (string, bool) {
	rank := func(name string) int { return slices.Index(scale, name) }
	return func(base, now, want string) (string, bool) {
		return scale[min(rank(now), rank(want))], rank(want) <= rank(base)
	}
}
