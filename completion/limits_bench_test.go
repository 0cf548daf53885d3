package completion

import (
	"fmt"
	"strings"
	"testing"

	"github.com/sluice-lsp/sluice/completion/constraint"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// filler is a file around a hole, by language: what it begins with, a function of which there are many, and the one
// with the hole.
var filler = map[string]struct{ head, function, hole, sink string }{
	"python": {"import sqlite3\nfrom flask import request\n\nLIMIT = 'LIMIT 1'\n\n",
		"def other%d(cursor, n):\n    rows = cursor.fetchall()\n    total = n * 2\n    for r in rows:\n        if r[0] > total:\n            total += len(str(r))\n    names = [str(r) for r in rows if r]\n    return names, total\n\n\n",
		"def f(cursor):\n    name = request.args['name']\n    │\n", "def f(cursor):\n    name = request.args['name']\n    cursor.execute(│)\n"},
	"go": {"package a\n\nimport (\n\t\"database/sql\"\n\t\"net/http\"\n\t\"strings\"\n)\n\nconst limit = \"LIMIT 1\"\n\n",
		"func other%d(rows []string, n int) ([]string, int) {\n\ttotal := n * 2\n\tfor _, r := range rows {\n\t\tif len(r) > total {\n\t\t\ttotal += len(strings.TrimSpace(r))\n\t\t}\n\t}\n\treturn rows, total\n}\n\n",
		"func f(db *sql.DB, r *http.Request) {\n\tname := r.FormValue(\"name\")\n\t│\n}\n", "func f(db *sql.DB, r *http.Request) {\n\tname := r.FormValue(\"name\")\n\tdb.Query(│)\n}\n"},
	"javascript": {"const express = require('express')\nimport { createHash } from 'crypto'\n\nconst LIMIT = 'LIMIT 1'\n\n",
		"function other%d(rows, n) {\n  let total = n * 2\n  for (const r of rows) {\n    if (r.length > total) {\n      total += String(r).length\n    }\n  }\n  return [rows, total]\n}\n\n",
		"function f(db, req) {\n  const name = req.query.name\n  │\n}\n", "function f(db, req) {\n  const name = req.query.name\n  db.query(│)\n}\n"},
}

// BenchmarkLimits derives the constraint of all rules that ship at a place that was just typed on, with what is found
// out for it of the text around: imports, constants, and what data reaches the sink that the place lies in. Opening the
// place is the gate's, and not counted.
func BenchmarkLimits(b *testing.B) {
	for language, file := range filler {
		for name, hole := range map[string]string{"statement": file.hole, "sink": file.sink} {
			for _, lines := range []int{1500, 5000} {
				b.Run(fmt.Sprintf("%s/%s/lines=%d", language, name, lines), func(b *testing.B) {
					benchLimits(b, syntax.ByName(language), fileOf(file.head, file.function, hole, lines))
				})
			}
		}
	}
}

// fileOf writes a file of some lines with the hole in its middle.
func fileOf(head, function, hole string, lines int) string {
	var text strings.Builder
	text.WriteString(head)
	functions := lines / strings.Count(function, "\n")
	for i := range functions {
		if i == functions/2 {
			text.WriteString(hole + "\n")
		}
		fmt.Fprintf(&text, function, i)
	}
	return text.String()
}

func benchLimits(b *testing.B, l *syntax.Language, text string) {
	before, after, _ := strings.Cut(text, "│")
	gate, kept := builtinGate(b), NewKept(l)
	defer kept.Close()
	for i := 0; b.Loop(); i++ {
		b.StopTimer()
		typed := before + strings.Repeat("x", i%8)
		doc := &Document{Path: "a", Language: l, Text: typed + after, Kept: kept}
		place := gate.Open(doc, syntax.Span{Start: len(typed), End: len(typed)})
		b.StartTimer()
		c := newCursor(place, Request{Document: doc, Offset: len(typed)})
		constraint.Derive(gate.Rules, gate.Threshold, c.site())
	}
}
