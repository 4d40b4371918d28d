package parcels

import (
	"fmt"
	"sync"
)

// Vehicle carries parcels between depots.
type Vehicle struct {
	ID           string
	PayloadGrams int
	HomeDepot    string
}

// Validate returns an error that wraps ErrInvalid when a rule is broken.
func (v *Vehicle) Validate() error {
	if v.PayloadGrams <= 0 {
		return fmt.Errorf("vehicle %q carries nothing: %w", v.ID, ErrInvalid)
	}
	if v.HomeDepot == "" {
		return fmt.Errorf("vehicle %q has no home: %w", v.ID, ErrInvalid)
	}
	return nil
}

// VehicleStore keeps vehicles in memory. It is safe for use by several goroutines.
type VehicleStore struct {
	mu   sync.RWMutex
	rows map[string]*Vehicle
}

// NewVehicleStore returns an empty store.
func NewVehicleStore() *VehicleStore {
	return &VehicleStore{rows: make(map[string]*Vehicle)}
}

// Get returns the vehicle with the given key, or ErrNotFound.
func (s *VehicleStore) Get(id string) (*Vehicle, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	vehicle, ok := s.rows[id]
	if !ok {
		return nil, fmt.Errorf("vehicle %q: %w", id, ErrNotFound)
	}
	return vehicle, nil
}

// Put stores the vehicle under its key.
func (s *VehicleStore) Put(vehicle *Vehicle) error {
	if err := vehicle.Validate(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rows[vehicle.ID] = vehicle
	return nil
}

// Delete removes the vehicle with the given key, or returns ErrNotFound.
func (s *VehicleStore) Delete(id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.rows[id]; !ok {
		return fmt.Errorf("vehicle %q: %w", id, ErrNotFound)
	}
	delete(s.rows, id)
	return nil
}
