package match

import (
	"go/ast"
	"go/parser"
	"go/token"
)

// A macroBody is the number that a macro stands for, in terms of others. C's arithmetic is written as Go's.
type macroBody struct{ expr ast.Expr }

func parseMacro(text string) (macroBody, error) {
	expr, err := parser.ParseExpr(text)
	return macroBody{expr}, err
}

func (m macroBody) value(name func(string) (float64, bool)) (float64, bool) {
	return macroValue(m.expr, name, 0)
}

func macroValue(x ast.Expr, name func(string) (float64, bool), depth int) (float64, bool) {
	if depth > 50 {
		return 0, false
	}
	switch x := x.(type) {
	case *ast.ParenExpr:
		return macroValue(x.X, name, depth+1)
	case *ast.Ident:
		return name(x.Name)
	case *ast.BasicLit:
		if x.Kind == token.INT {
			n, ok := number(x.Value, 0)
			f, isNumber := n.(float64)
			return f, ok && isNumber
		}
	case *ast.BinaryExpr:
		l, known := macroValue(x.X, name, depth+1)
		r, also := macroValue(x.Y, name, depth+1)
		if known && also {
			return calculated(x.Op.String(), l, r)
		}
	}
	return 0, false
}
