package object

import "errors"

// Why a file gives no objects.
var (
	// ErrNotPDF: no %PDF- in the first kilobyte.
	ErrNotPDF = errors.New("not a pdf")
	// ErrEncrypted: a password is needed, or the encryption is unknown.
	ErrEncrypted = errors.New("encrypted")
	// ErrDamaged: the structure cannot be followed.
	ErrDamaged = errors.New("damaged pdf")
	// ErrTooLarge: a cap of internal/limits was hit.
	ErrTooLarge = errors.New("too large")
	// ErrImage: the stream is compressed as an image (DCT, JPX, CCITT, JBIG2),
	// which nobody here decodes.
	ErrImage = errors.New("image data")
)

// Object is nil (null), bool, int64, float64, Name, String, Array, Dict,
// *Stream or Ref.
type Object any

// Name is a name without its slash, escapes resolved.
type Name string

// String is the bytes of a string, escapes resolved and decrypted.
type String string

// Array holds objects; members may be references.
type Array []Object

// Dict maps names to objects; values may be references.
type Dict map[Name]Object

// Ref names an indirect object.
type Ref struct {
	Num int32
	Gen int32
}

// Stream is a dictionary with bytes, which its Source decodes.
type Stream struct {
	Dict Dict
	// Ref is the stream's own reference, its identity; zero when unknown.
	Ref Ref

	raw   []byte // as in the file; own reader
	plain bool   // raw is not encrypted
	held  any    // what the Source needs to find the bytes again
}

// Source is where objects come from. It is called from one goroutine; what it
// returns may be kept and must not be changed.
type Source interface {
	// Root is the trailer's dictionary, with Root, Info and their like.
	Root() Dict
	// Resolve gives the object behind a reference, which is never a Ref itself;
	// nil where there is none or it cannot be read.
	Resolve(Ref) Object
	// Data decodes a stream. What was decoded before the damage comes without
	// an error; errors wrap ErrTooLarge, ErrDamaged or ErrImage.
	Data(*Stream) ([]byte, error)
}

// Lister is a Source that can name all its objects, for files whose page tree
// is lost.
type Lister interface {
	// Refs in ascending order.
	Refs() []Ref
}
