package pdf

import "gongkai/extract/pdf/object"

// Why a file gives no pages.
var (
	// ErrNotPDF: no %PDF- in the first kilobyte.
	ErrNotPDF = object.ErrNotPDF
	// ErrEncrypted: a password is needed, or the encryption is unknown.
	ErrEncrypted = object.ErrEncrypted
	// ErrDamaged: the structure cannot be followed.
	ErrDamaged = object.ErrDamaged
	// ErrTooLarge: a cap of internal/limits was hit.
	ErrTooLarge = object.ErrTooLarge
)
