package syntax

/*
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

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
enum { MISSING = 1, EXTRA = 2, HAS_ERROR = 4, FRESH = 8 };

static uint32_t sluice_count(TSNode root) { return ts_node_descendant_count(root); }

// A tree that was flattened before, for one of the version behind it. Handles are those of its nodes' subtrees;
// those of the edit lie between start and end there, and what lies behind it has moved.
typedef struct { const flat *nodes; const uintptr_t *handles; uint32_t count, start, end; int64_t moved; } earlier;

// sluice_handle is what a node is a view of: a subtree on the heap, which versions share, or, where the lowest bit is
// set, a leaf that is held in place of one. It is the first word behind TSNode.id.
static uintptr_t sluice_handle(TSNode node) { return *(const uintptr_t *)node.id; }

// sluice_find returns the node of the earlier tree that is this one, or -1. From is where to look from on: the nodes
// are asked for in the order of the text.
static int64_t sluice_find(const earlier *e, uint32_t *from, const flat *f, uintptr_t handle) {
	uint32_t i = *from;
	int64_t at = f->start;
	if (handle & 1) return -1;
	if (at >= (int64_t)e->start) {
		at -= e->moved;
		if (at < (int64_t)e->end) return -1;
	}
	while (i < e->count && e->nodes[i].start < at) i = e->nodes[i].end <= at && e->nodes[i].after > (int32_t)i ? (uint32_t)e->nodes[i].after : i + 1;
	*from = i;
	for (; i < e->count && e->nodes[i].start == at; i++) {
		if (e->handles[i] != handle) continue;
		return e->nodes[i].end <= e->start || at >= (int64_t)e->end ? (int64_t)i : -1;
	}
	return -1;
}

// sluice_copy copies the subtree of an earlier node, whose handle is the same, behind the node at self, which is set.
static uint32_t sluice_copy(const earlier *e, uint32_t i, flat *out, uintptr_t *handles, uint32_t self) {
	const flat *old = e->nodes + i;
	uint32_t n = (uint32_t)old->after - i;
	int64_t moved = (int64_t)out[self].start - old->start;
	int32_t shift = (int32_t)self - (int32_t)i;
	for (uint32_t k = 1; k < n; k++) {
		flat f = old[k];
		f.start = (uint32_t)(f.start + moved);
		f.end = (uint32_t)(f.end + moved);
		f.parent += shift;
		f.after += shift;
		out[self + k] = f;
		handles[self + k] = e->handles[i + k];
	}
	out[self].after = (int32_t)(self + n);
	return n;
}

// sluice_flatten writes the subtree of root to out in preorder and returns how many nodes it wrote,
// which is at most limit. With handles, which are as many, it writes those too, and takes from an earlier tree what
// the two share; what it took from there has no FRESH flag. Subtrees of the earlier tree must be alive, or a handle could be another's.
static uint32_t sluice_flatten(TSNode root, flat *out, uintptr_t *handles, uint32_t limit, const earlier *e) {
	TSTreeCursor cursor = ts_tree_cursor_new(root);
	uint32_t count = 0, from = 0;
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
		f->flags |= FRESH;
		int32_t self = (int32_t)count++;
		int64_t same = -1;
		if (handles) {
			handles[self] = sluice_handle(node);
			if (e->count) same = sluice_find(e, &from, f, handles[self]);
		}
		if (same >= 0 && (uint32_t)e->nodes[same].after - (uint32_t)same <= limit - (uint32_t)self) {
			count = (uint32_t)self + sluice_copy(e, (uint32_t)same, out, handles, (uint32_t)self);
		} else if (ts_tree_cursor_goto_first_child(&cursor)) {
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
	"runtime"
	"unsafe"

	sitter "github.com/smacker/go-tree-sitter"
)

// The C walk writes into Go memory, so both sides must lay a node out alike.
var _ [0]struct{} = [unsafe.Sizeof(node{}) - unsafe.Sizeof(C.flat{})]struct{}{}

// A flat is a tree out of tree-sitter's memory, with what tells which subtrees another version shares with it.
type flat struct {
	nodes   []node
	handles []uintptr
}

// A change is the one replacement between two versions, as offsets of the first, and how far it moved what lies behind it.
type change struct {
	Span
	moved int
}

// flatten copies the tree below root out of tree-sitter's memory with two calls into C, however many
// nodes there are.
func flatten(root *sitter.Node) []node {
	top := topOf(root)
	nodes := make([]node, int(C.sluice_count(top)))
	if len(nodes) == 0 {
		return nil
	}
	count := C.sluice_flatten(top, (*C.flat)(unsafe.Pointer(&nodes[0])), nil, C.uint32_t(len(nodes)), nil)
	return nodes[:int(count)]
}

// flattenLike is flatten for a version of a text of which an earlier one was flattened: what both share is copied from
// there. The earlier tree must not be closed yet.
func flattenLike(root *sitter.Node, old flat, by change) flat {
	top := topOf(root)
	nodes := make([]node, int(C.sluice_count(top)))
	if len(nodes) == 0 {
		return flat{}
	}
	handles := make([]uintptr, len(nodes))
	e := (*C.earlier)(C.calloc(1, C.sizeof_earlier))
	defer C.free(unsafe.Pointer(e))
	e.count, e.start, e.end, e.moved = C.uint32_t(len(old.nodes)), C.uint32_t(by.Start), C.uint32_t(by.End), C.int64_t(by.moved)
	var pins runtime.Pinner
	defer pins.Unpin()
	if len(old.nodes) > 0 {
		pins.Pin(&old.nodes[0])
		pins.Pin(&old.handles[0])
		e.nodes, e.handles = (*C.flat)(unsafe.Pointer(&old.nodes[0])), (*C.uintptr_t)(unsafe.Pointer(&old.handles[0]))
	}
	count := int(C.sluice_flatten(top, (*C.flat)(unsafe.Pointer(&nodes[0])), (*C.uintptr_t)(unsafe.Pointer(&handles[0])), C.uint32_t(len(nodes)), e))
	return flat{nodes[:count], handles[:count]}
}

// topOf is the TSNode that the binding's Node begins with; TestFlattenEqualsSlowWalk would notice if that changed.
func topOf(root *sitter.Node) C.TSNode { return *(*C.TSNode)(unsafe.Pointer(root)) }
