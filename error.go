package gongkai

import "errors"

// The kinds of failure, decided once. Malformed input is not among them: it is
// an Outcome that is recorded, and the run goes on.
var (
	// ErrTransient marks a failure that a later try may not meet: a timeout, a
	// refused connection, status 503.
	ErrTransient = errors.New("transient failure")
	// ErrLocked means another process holds the data folder or the warehouse.
	ErrLocked = errors.New("held by another process")
	// ErrLost means that a file which was stored is gone or has other bytes: it
	// costs its document, which waits until the file is back.
	ErrLost = errors.New("the stored file is lost")
)

// Error is a real failure: what was done, to what, why it failed and what the
// operator can do about it.
type Error struct {
	// Op is the operation in a few words: "open warehouse".
	Op string
	// Path is what it was done to: a file, folder, URL or address.
	Path string
	// Err is the cause.
	Err error
	// Hint is the next step, lower case and without full stop; may be "".
	Hint string
}

func (e *Error) Error() string {
	s := e.Op
	if e.Path != "" {
		s += " " + e.Path
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

func (e *Error) Unwrap() error { return e.Err }

// HintOf is the hint of the outermost Error in the chain that has one, or "".
func HintOf(err error) string {
	for err != nil {
		var e *Error
		if !errors.As(err, &e) {
			return ""
		}
		if e.Hint != "" {
			return e.Hint
		}
		err = e.Err
	}
	return ""
}
