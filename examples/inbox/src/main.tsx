import './style.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';

const place = document.getElementById('inbox');
if (place === null) throw new Error('The page has no element #inbox.');
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
