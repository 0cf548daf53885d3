"""Writes a model for vLLM that wants what a text has: python model.py TEXT FOLDER.

A transformer whose one block does nothing, as the Go package gguf makes them: the embedding of a token is a one in its
own column, and the output layer has the logarithm of how often each token comes behind it.
"""

import math
import sys

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

END = "<|endoftext|>"
HEAD = 64


def tokenizer(text):
    out = Tokenizer(models.BPE())
    out.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    out.decoder = decoders.ByteLevel()
    # The names at the starts of lines, so that each is a token with a blank before it and without.
    names = "\n".join(sorted(set(text.replace("(", " ").replace(".", " ").split()))) + "\n"
    out.train_from_iterator([text, names], trainers.BpeTrainer(
        vocab_size=800, special_tokens=[END], initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
    return out


def model(ids, vocabulary):
    # Behind what the text has not, comes what it has; what it has not at all, comes nowhere.
    counts = torch.bincount(torch.tensor(ids), minlength=vocabulary) / len(ids) / 100 + 1e-9
    counts = counts.repeat(vocabulary, 1)
    for here, behind in zip(ids, ids[1:]):
        counts[here, behind] += 1
    logarithms = (counts / counts.sum(1, keepdim=True)).log()
    logarithms[:, 0] = -20  # no text ends by itself
    width = vocabulary + -vocabulary % HEAD
    config = LlamaConfig(vocab_size=vocabulary, hidden_size=width, intermediate_size=HEAD, num_hidden_layers=1,
                         num_attention_heads=width // HEAD, num_key_value_heads=width // HEAD,
                         max_position_embeddings=2048, rms_norm_eps=1e-12, bos_token_id=0, eos_token_id=0,
                         tie_word_embeddings=False)
    out = LlamaForCausalLM(config)
    with torch.no_grad():
        for name, weights in out.named_parameters():
            weights.fill_(1 if "norm" in name else 0)
        out.model.embed_tokens.weight.copy_(torch.eye(vocabulary, width))
        out.lm_head.weight[:, :vocabulary] = logarithms.T / math.sqrt(width)  # the norm scales by the root
    return out


def main(source, folder):
    text = open(source).read()
    tokens = tokenizer(text)
    model(tokens.encode(text).ids, tokens.get_vocab_size()).save_pretrained(folder)
    PreTrainedTokenizerFast(tokenizer_object=tokens, eos_token=END, bos_token=END).save_pretrained(folder)


main(*sys.argv[1:])
