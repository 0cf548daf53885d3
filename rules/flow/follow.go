package flow

import "slices"

// follow solves the members that matter and their callees, callees first and again until nothing changes.
func (x *fileRun) follow() {
	x.numberTaints()
	x.nameTaints()
	x.summaries, x.substitutions = make([]*summary, len(x.members)), map[substitution]int32{}
	x.inputSets, x.texts = map[int32]int32{}, map[int32]string{}
	order, cyclic := x.callOrder()
	relevant := x.relevant(order)
	for round := 0; ; round++ {
		changed := false
		for _, i := range order {
			if !relevant[i] || x.late() {
				continue
			}
			old := x.summaries[i]
			if s := x.summarise(i); s != nil && !s.equal(old) {
				x.summaries[i], changed = s, true
			}
		}
		if x.moved {
			x.moved, changed = false, true
		} else if !cyclic {
			return
		}
		if !changed {
			return
		}
		if round > maxRounds {
			x.why = "functions call each other in too many ways"
			return
		}
	}
}

// maxRounds bounds the rounds over functions that call each other.
const maxRounds = 40

// callOrder returns the members with callees before callers, and whether some call each other.
func (x *fileRun) callOrder() (order []int, cyclic bool) {
	state := make([]uint8, len(x.members))
	var stack [][2]int
	for root := range x.members {
		if state[root] != 0 {
			continue
		}
		stack = append(stack[:0], [2]int{root, 0})
		state[root] = 1
		for len(stack) > 0 {
			top := &stack[len(stack)-1]
			callees := x.targets[top[0]].list
			if top[1] == len(callees) {
				state[top[0]] = 2
				order = append(order, top[0])
				stack = stack[:len(stack)-1]
				continue
			}
			next := callees[top[1]]
			top[1]++
			switch state[next] {
			case 0:
				state[next] = 1
				stack = append(stack, [2]int{next, 0})
			case 1:
				cyclic = true
			}
		}
	}
	return order, cyclic
}

// relevant finds the members from which both a source and a sink can be reached by calls, and all that they
// call.
func (x *fileRun) relevant(order []int) []bool {
	n := len(x.members)
	source, sink, out := make([]bool, n), make([]bool, n), make([]bool, n)
	for round := 0; round < 3; round++ {
		for _, i := range order {
			source[i] = source[i] || x.plans[i].sources || source[0] && x.plans[i].sinks
			sink[i] = sink[i] || x.plans[i].sinks
			for _, c := range x.targets[i].list {
				source[i], sink[i] = source[i] || source[c], sink[i] || sink[c]
			}
		}
	}
	for _, i := range slices.Backward(order) {
		if out[i] = out[i] || source[i] && sink[i]; out[i] {
			x.require(i, out)
		}
	}
	if out[0] = source[0] && slices.Contains(out, true); out[0] { // what it leaves in the file's variables
		x.require(0, out)
	}
	return out
}

func (x *fileRun) require(i int, out []bool) {
	work := []int{i}
	for len(work) > 0 {
		i, work = work[len(work)-1], work[:len(work)-1]
		for _, c := range x.targets[i].list {
			if !out[c] {
				out[c] = true
				work = append(work, c)
			}
		}
	}
}
