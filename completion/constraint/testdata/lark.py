"""Reads [{grammar, texts}] and writes, for each, which texts llguidance accepts."""
import json
import sys

from llguidance import LLMatcher, LLTokenizer

tokenizer = LLTokenizer("byte")
out = []
for case in json.load(sys.stdin):
    grammar = LLMatcher.grammar_from_lark(case["grammar"])
    start = LLMatcher(tokenizer, grammar)
    if start.get_error():
        sys.exit(start.get_error()[:2000])
    accepted = []
    for text in case["texts"]:
        matcher = start.deep_copy()
        tokens = tokenizer.tokenize_str(text)
        whole = matcher.validate_tokens(tokens) == len(tokens)
        accepted.append(whole and (not tokens or matcher.consume_tokens(tokens)) and matcher.is_accepting())
    out.append(accepted)
json.dump(out, sys.stdout)
