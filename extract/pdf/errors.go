package pdf

import "errors"

// Why a file gives no pages.
var (
	// ErrNotPDF: no %PDF- in the first kilobyte.
	ErrNotPDF = errors.New("not a pdf")
	// ErrEncrypted: a password is needed.
	ErrEncrypted = errors.New("encrypted, a password is needed")
	// ErrDamaged: the structure cannot be followed.
	ErrDamaged = errors.New("damaged pdf")
	// ErrTooLarge: a cap of internal/limits was hit.
	ErrTooLarge = errors.New("too large")
)
