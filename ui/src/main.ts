import { mount } from 'svelte';
import App from './App.svelte';
import './tokens.css';
import './base.css';
import './host/generated/drawing.css';

const target = document.getElementById('window');
if (target) mount(App, { target });
