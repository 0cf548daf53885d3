package decode

import "errors"

// ErrCut says that a stream ended before the model said that it was done.
var ErrCut = errors.New("the model's stream was cut")
