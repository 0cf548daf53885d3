package flow

import (
	"sync"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// opcode is what an instruction does.
type opcode uint8

const (
	opConst   opcode = iota // a literal; text is its value
	opUse                   // reads the variable in cell
	opField                 // args[0] . text
	opIndex                 // args[0] [ args[1] ], the index is not a literal
	opElement               // what a loop over args[0] gives
	opJoin                  // made of all args: a string, a collection, an unknown expression
	opRecord                // a collection whose parts have names: args by keys; unnamed parts have none
	opBinary                // args[0] text args[1]
	opUnary                 // text args[0]
	opSelect                // args[1] or args[2], by args[0]
	opCall                  // args: receiver, callee, then the arguments; -1 where there is none
	opClosure               // a function as a value; cell holds what it returned
	opParam                 // what a caller gives; args are defaults and, of lambdas, what surrounds them
	opSet                   // cell = args[0]
	opPut                   // some part of cell, it is not known which, = args[0]
	opReturn
	opThrow
	opCount
)

// Flags of instructions.
const (
	flagWeak    uint8 = 1 << iota // a write that may not happen, or not to all that the cell stands for
	flagNumber                    // a constant is a number
	flagWord                      // a constant is true, false or null
	flagNew                       // a call is an instantiation
	flagExact                     // a read of a place that has a cell of its own
	flagSpread                    // an argument is several
	flagAddress                   // a read of a place that gives its address
	flagLambda                    // a parameter of a function that stands in an expression
)

// An instr is one instruction. Its index is the name of the value that it makes.
type instr struct {
	op    opcode
	flags uint8
	block int32
	at    int32 // the form node, counted from the function's
	to    int32 // of writes and parameters: the node that is written to; -1 if none
	cell  int32 // -1 if none
	lo    int32 // arguments: function.args[lo:hi]
	hi    int32
	text  string // operator, field, literal
}

// A cell is a place that can hold a value: a variable, or a part of one by constant names.
type cell struct {
	parent, first, next int32 // -1 if none
	name                string
	depth               int8
	free                bool // the function does not bind it
}

// A block is a run of instructions that are executed together.
type block struct {
	instrs  []int32
	succs   []int32
	cond    int32 // the value that decides between succs[0] (true) and succs[1]; -1
	handler int32 // where an exception goes; -1
	loop    int32 // the loop that it stands in, by the form node; -1
}

// A shape is the intermediate form of one function, or of the code of a file. Nodes in it are counted from
// the function's own, so that it stays right when text before the function changes. It is immutable once
// it was lowered.
type shape struct {
	instrs  []instr
	args    []int32
	keys    []string // by the index of args, for opRecord and named arguments; "" if none
	blocks  []block
	cells   []cell
	params  []int32 // opParam instructions, in order
	order   []int32 // blocks in reverse postorder
	users   map[int32][]int32
	big     string    // why it was not lowered to the end
	calls   []int32   // opCall instructions
	index   []spanned // instructions by place
	starts  []int32   // by instruction: where its text starts, from the start of the function
	ends    []int32
	loops   map[int32]int32 // by the node of a loop, where its text ends, from the start of the function
	aliases map[int32][]alias
	holder  []int32 // by instruction: the read of a part of its value, -1 if there is none
	around  surroundings
	lang    *syntax.Language
	lists   map[int32]bool    // variables whose lists are followed element by element
	written map[int32][]int32 // while the surroundings are noted: see writers
}

// A function is a shape with its constants, which depend on what surrounds the function.
type function struct {
	*shape
	id     uint64 // not 0, and not that of another function
	facts  []fact // by instruction: what its value is known to be; nil if constants were given up
	dead   []bool // by block
	deadTo map[[2]int32]bool

	mu        sync.Mutex // guards what follows, of the function in the cache
	solved    *function
	solvedFor []string
	byNode    map[int32]fact // see known
}

const (
	entryBlock = 0
	exitBlock  = 1
)

func (f *shape) operands(i int32) []int32 { return f.args[f.instrs[i].lo:f.instrs[i].hi] }

// child returns the cell of a part, -1 if it has none.
func (f *shape) child(c int32, name string) int32 {
	for k := f.cells[c].first; k >= 0; k = f.cells[k].next {
		if f.cells[k].name == name {
			return k
		}
	}
	return -1
}

// Bounds of the intermediate form.
const (
	maxPath   = 5
	maxCells  = 60_000
	maxInstrs = 400_000
	maxKids   = 64
)

// part returns the cell of a part, making it; at the bounds it is the whole.
func (f *shape) part(c int32, name string) int32 {
	n := 0
	for k := f.cells[c].first; k >= 0; k = f.cells[k].next {
		if f.cells[k].name == name {
			return k
		}
		n++
	}
	if f.cells[c].depth >= maxPath || n >= maxKids || len(f.cells) >= maxCells {
		return c
	}
	id := int32(len(f.cells))
	f.cells = append(f.cells, cell{parent: c, first: -1, next: f.cells[c].first, name: name, depth: f.cells[c].depth + 1, free: f.cells[c].free})
	f.cells[c].first = id
	return id
}

// variable makes a cell for a variable.
func (f *shape) variable(name string, free bool) int32 {
	id := int32(len(f.cells))
	f.cells = append(f.cells, cell{parent: -1, first: -1, next: -1, name: name, free: free})
	return id
}

// root returns the variable that a cell is a part of.
func (f *shape) root(c int32) int32 {
	for f.cells[c].parent >= 0 {
		c = f.cells[c].parent
	}
	return c
}

// isLambda reports whether a node is a function that stands in an expression.
func isLambda(n *syntax.FormNode) bool {
	return n.Role == syntax.RoleFunc && n.Flags&syntax.FormLambda != 0
}
