package parcels

import (
	"fmt"
	"sync"
)

// Depot is a building where parcels change vehicles.
type Depot struct {
	ID       string
	Town     string
	Capacity int
}

// Validate returns an error that wraps ErrInvalid when a rule is broken.
func (d *Depot) Validate() error {
	if d.Town == "" {
		return fmt.Errorf("depot %q has no town: %w", d.ID, ErrInvalid)
	}
	if d.Capacity <= 0 {
		return fmt.Errorf("depot %q has no room: %w", d.ID, ErrInvalid)
	}
	return nil
}

// DepotStore keeps depots in memory. It is safe for use by several goroutines.
type DepotStore struct {
	mu   sync.RWMutex
	rows map[string]*Depot
}

// NewDepotStore returns an empty store.
func NewDepotStore() *DepotStore {
	return &DepotStore{rows: make(map[string]*Depot)}
}

// Get returns the depot with the given key, or ErrNotFound.
func (s *DepotStore) Get(id string) (*Depot, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	depot, ok := s.rows[id]
	if !ok {
		return nil, fmt.Errorf("depot %q: %w", id, ErrNotFound)
	}
	return depot, nil
}

// Put stores the depot under its key.
func (s *DepotStore) Put(depot *Depot) error {
	if err := depot.Validate(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rows[depot.ID] = depot
	return nil
}

// Delete removes the depot with the given key, or returns ErrNotFound.
func (s *DepotStore) Delete(id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.rows[id]; !ok {
		return fmt.Errorf("depot %q: %w", id, ErrNotFound)
	}
	delete(s.rows, id)
	return nil
}
