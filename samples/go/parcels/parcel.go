package parcels

import (
	"fmt"
	"sync"
)

// Parcel is something on its way to somebody.
type Parcel struct {
	ID          string
	WeightGrams int
	Destination string
}

// Validate returns an error that wraps ErrInvalid when a rule is broken.
func (p *Parcel) Validate() error {
	if p.WeightGrams <= 0 {
		return fmt.Errorf("parcel %q has no weight: %w", p.ID, ErrInvalid)
	}
	if p.Destination == "" {
		return fmt.Errorf("parcel %q has no destination: %w", p.ID, ErrInvalid)
	}
	return nil
}

// ParcelStore keeps parcels in memory. It is safe for use by several goroutines.
type ParcelStore struct {
	mu   sync.RWMutex
	rows map[string]*Parcel
}

// NewParcelStore returns an empty store.
func NewParcelStore() *ParcelStore {
	return &ParcelStore{rows: make(map[string]*Parcel)}
}

// Get returns the parcel with the given key, or ErrNotFound.
func (s *ParcelStore) Get(id string) (*Parcel, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	parcel, ok := s.rows[id]
	if !ok {
		return nil, fmt.Errorf("parcel %q: %w", id, ErrNotFound)
	}
	return parcel, nil
}

// Put stores the parcel under its key.
func (s *ParcelStore) Put(parcel *Parcel) error {
	if err := parcel.Validate(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rows[parcel.ID] = parcel
	return nil
}

// Delete removes the parcel with the given key, or returns ErrNotFound.
func (s *ParcelStore) Delete(id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.rows[id]; !ok {
		return fmt.Errorf("parcel %q: %w", id, ErrNotFound)
	}
	delete(s.rows, id)
	return nil
}
