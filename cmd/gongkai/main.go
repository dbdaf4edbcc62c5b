// Command gongkai reads the budget and final-accounts disclosures of Chinese
// governments into a warehouse.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"gongkai/extract"
	"gongkai/transform"
)

func main() {
	enc := json.NewEncoder(os.Stdout)
	enc.SetEscapeHTML(false)
	for _, p := range os.Args[3:] {
		data, err := os.ReadFile(p)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		r := transform.Read(extract.Read(context.Background(), data, extract.Options{}), transform.Options{})
		_ = enc.Encode(r)
	}
}
