package syntax

/*
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The few functions of tree-sitter's C interface that a walk needs, with the layouts that its api.h
// gives their structs. They are weak because cgo links this package by itself once before the final
// link, where the binding's objects define them.
typedef struct { uint32_t context[4]; const void *id; const void *tree; } TSNode;
typedef struct { const void *tree; const void *id; uint32_t context[3]; } TSTreeCursor;
#define WEAK __attribute__((weak))
WEAK TSTreeCursor ts_tree_cursor_new(TSNode);
WEAK void ts_tree_cursor_delete(TSTreeCursor *);
WEAK TSNode ts_tree_cursor_current_node(const TSTreeCursor *);
WEAK uint16_t ts_tree_cursor_current_field_id(const TSTreeCursor *);
WEAK bool ts_tree_cursor_goto_parent(TSTreeCursor *);
WEAK bool ts_tree_cursor_goto_next_sibling(TSTreeCursor *);
WEAK bool ts_tree_cursor_goto_first_child(TSTreeCursor *);
WEAK uint16_t ts_node_symbol(TSNode);
WEAK uint32_t ts_node_start_byte(TSNode);
WEAK uint32_t ts_node_end_byte(TSNode);
WEAK uint32_t ts_node_descendant_count(TSNode);
WEAK bool ts_node_is_missing(TSNode);
WEAK bool ts_node_is_extra(TSNode);
WEAK bool ts_node_has_error(TSNode);

// Must agree with the Go type node: see the size check in flatten.go.
typedef struct { uint32_t start, end; int32_t parent, after; uint16_t symbol, field, flags, pad; } flat;
enum { MISSING = 1, EXTRA = 2, HAS_ERROR = 4 };

static uint32_t sluice_count(TSNode root) { return ts_node_descendant_count(root); }

// sluice_flatten writes the subtree of root to out in preorder and returns how many nodes it wrote,
// which is at most limit.
static uint32_t sluice_flatten(TSNode root, flat *out, uint32_t limit) {
	TSTreeCursor cursor = ts_tree_cursor_new(root);
	uint32_t count = 0;
	int32_t parent = -1;
	for (;;) {
		if (count >= limit) break;
		TSNode node = ts_tree_cursor_current_node(&cursor);
		flat *f = &out[count];
		f->start = ts_node_start_byte(node);
		f->end = ts_node_end_byte(node);
		f->parent = parent;
		f->symbol = ts_node_symbol(node);
		f->field = parent < 0 ? 0 : ts_tree_cursor_current_field_id(&cursor);
		f->flags = (ts_node_is_extra(node) ? EXTRA : 0) | (ts_node_has_error(node) ? HAS_ERROR : 0);
		if (f->start == f->end && ts_node_is_missing(node)) f->flags |= MISSING;
		int32_t self = (int32_t)count++;
		if (ts_tree_cursor_goto_first_child(&cursor)) {
			parent = self;
			continue;
		}
		out[self].after = (int32_t)count;
		while (!ts_tree_cursor_goto_next_sibling(&cursor)) {
			if (parent < 0 || !ts_tree_cursor_goto_parent(&cursor)) goto done;
			out[parent].after = (int32_t)count;
			parent = out[parent].parent;
		}
	}
done:
	for (; parent >= 0; parent = out[parent].parent) out[parent].after = (int32_t)count;
	ts_tree_cursor_delete(&cursor);
	return count;
}
*/
import "C"

import (
	"unsafe"

	sitter "github.com/smacker/go-tree-sitter"
)

// The C walk writes into Go memory, so both sides must lay a node out alike.
var _ [0]struct{} = [unsafe.Sizeof(node{}) - unsafe.Sizeof(C.flat{})]struct{}{}

// flatten copies the tree below root out of tree-sitter's memory with two calls into C, however many
// nodes there are.
func flatten(root *sitter.Node) []node {
	// The binding's Node begins with the TSNode that it wraps; TestFlattenEqualsSlowWalk would
	// notice if that changed.
	top := *(*C.TSNode)(unsafe.Pointer(root))
	nodes := make([]node, int(C.sluice_count(top)))
	if len(nodes) == 0 {
		return nil
	}
	count := C.sluice_flatten(top, (*C.flat)(unsafe.Pointer(&nodes[0])), C.uint32_t(len(nodes)))
	return nodes[:int(count)]
}
