package serve

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// endpointName is the file in a warehouse's folder that says where it is served.
const endpointName = "gongkai.serve"

// Owner is the name of the program's own user.
const Owner = "owner"

// Endpoint is how a program of the same user reaches a warehouse that is served.
type Endpoint struct {
	// URL is its address, Secret the owner's password, PID the process.
	URL    string `json:"url"`
	Secret string `json:"secret"`
	PID    int    `json:"pid"`
}

// write puts the endpoint into the folder, for its owner's eyes.
func (e Endpoint) write(dir string) error {
	data, err := json.Marshal(e)
	if err != nil {
		return fmt.Errorf("endpoint: %w", err)
	}
	path := filepath.Join(dir, endpointName)
	aside := path + ".new"
	if err := os.WriteFile(aside, data, 0o600); err != nil {
		return fmt.Errorf("endpoint: %w", err)
	}
	if err := os.Rename(aside, path); err != nil {
		return fmt.Errorf("endpoint: %w", err)
	}
	return nil
}

// FindEndpoint reads the endpoint of a folder; ok is false when there is none.
// It may be that of a process which has died: PID tells.
func FindEndpoint(dir string) (e Endpoint, ok bool, err error) {
	data, err := os.ReadFile(filepath.Join(dir, endpointName))
	if errors.Is(err, os.ErrNotExist) {
		return e, false, nil
	}
	if err == nil {
		err = json.Unmarshal(data, &e)
	}
	if err != nil {
		return e, false, fmt.Errorf("endpoint: %w", err)
	}
	return e, e.URL != "" && e.Secret != "", nil
}
