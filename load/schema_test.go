package load

import "gongkai/schemas"

// UseSchema has w bring its tables to other migrations than this program's.
func UseSchema(w *Warehouse, list []schemas.Migration) {
	w.schema = func() ([]schemas.Migration, error) { return list, nil }
}
